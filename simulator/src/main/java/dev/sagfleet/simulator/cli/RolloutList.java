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

/** Lists rollouts. */
@Command(name = "list", description = "Lists rollouts, the latest first.", sortOptions = false)
final class RolloutList implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state, as running or halted.")
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
        return new ListCall(controller, spec.commandLine(), "rollouts")
                .with("state", state)
                .print(list, ListColumn.ROLLOUTS, spec.commandLine().getOut());
    }
}
