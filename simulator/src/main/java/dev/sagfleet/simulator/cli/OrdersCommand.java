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

/** Lists orders. */
@Command(name = "orders", description = "Lists orders.", mixinStandardHelpOptions = true, sortOptions = false)
final class OrdersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only those in this status: UNPAID, PAID, CLOSED or REFUNDED.")
    private Optional<String> status = Optional.empty();

    @Option(names = "--kind", paramLabel = "KIND", description = "Only upgrades or downgrades: UPGRADE or DOWNGRADE.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--instance", paramLabel = "ID", description = "Only those of this instance.")
    private Optional<String> instance = Optional.empty();

    @Mixin
    private ListFlags list = new ListFlags();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        return new ListCall(controller, spec.commandLine(), "orders")
                .with("status", status)
                .with("kind", kind)
                .with("instance", instance)
                .print(list, ListColumn.ORDERS, spec.commandLine().getOut());
    }
}
