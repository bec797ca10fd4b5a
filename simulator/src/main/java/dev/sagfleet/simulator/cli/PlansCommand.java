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

/** Lists bandwidth plans. */
@Command(name = "plans", description = "Lists bandwidth plans.", mixinStandardHelpOptions = true, sortOptions = false)
final class PlansCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--region", paramLabel = "ID", description = "Only those in this region.")
    private Optional<String> region = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "Only those of this name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--locked", description = "Only those that are locked.")
    private boolean locked;

    @Mixin
    private ListFlags list = new ListFlags();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        return new ListCall(controller, spec.commandLine(), "plans")
                .with("region", region)
                .with("name", name)
                .withFlag("locked", locked)
                .print(list, ListColumn.PLANS, spec.commandLine().getOut());
    }
}
