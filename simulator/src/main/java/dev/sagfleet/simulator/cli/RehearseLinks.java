package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.link.LinksFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what may be assumed of the links of devices. */
@Command(
        name = "links",
        description =
                "Prints what may be assumed of the links of devices, and of when they are switched off, to be edited and"
                        + " given to sag rehearse --links.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RehearseLinks implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().getOut().print(LinksFile.typicalText());
        spec.commandLine().getOut().flush();
    }
}
