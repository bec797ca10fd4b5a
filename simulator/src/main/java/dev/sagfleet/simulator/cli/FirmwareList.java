package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.text.ListColumn;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists firmware images. */
@Command(name = "list", description = "Lists firmware images, in the order of their versions.", sortOptions = false)
final class FirmwareList implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--model", paramLabel = "MODEL", description = "Only those for this model.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--version", paramLabel = "VERSION", description = "Only those of this version.")
    private Optional<String> version = Optional.empty();

    @Option(names = "--state", paramLabel = "STATE", description = "Only those that are available, or withdrawn.")
    private Optional<String> state = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean unusedHelp;

    @Mixin
    private ListFlags list = new ListFlags();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        return new ListCall(controller, spec.commandLine(), "firmware/images")
                .with("model", model)
                .with("version", version)
                .with("state", state)
                .print(list, ListColumn.IMAGES, spec.commandLine().getOut());
    }
}
