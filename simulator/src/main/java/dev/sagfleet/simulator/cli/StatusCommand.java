package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.text.StatusText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows a running fleet at a glance. */
@Command(
        name = "status",
        description = "Shows a running fleet at a glance: devices, plans, refusals and what passes.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        return new ControlCall(controller, spec.commandLine()).run("GET", "status", "", StatusText::of);
    }
}
