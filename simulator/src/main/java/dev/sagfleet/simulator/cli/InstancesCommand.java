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

/** Lists instances. */
@Command(name = "instances", description = "Lists instances.", mixinStandardHelpOptions = true, sortOptions = false)
final class InstancesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only those in this status, as Active, Offline, Arrearage or Received.")
    private Optional<String> status = Optional.empty();

    @Option(names = "--model", paramLabel = "MODEL", description = "Only those of this model.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--plan", paramLabel = "ID", description = "Only those that are associated with this plan.")
    private Optional<String> plan = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "Only those of this name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--region", paramLabel = "ID", description = "Only those in this region.")
    private Optional<String> region = Optional.empty();

    @Option(names = "--ccn", paramLabel = "ID", description = "Only those that are bound to this CCN.")
    private Optional<String> ccn = Optional.empty();

    @Option(names = "--arrears", description = "Only those of which a payment is overdue.")
    private boolean arrears;

    @Mixin
    private ListFlags list = new ListFlags();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        return new ListCall(controller, spec.commandLine(), "instances")
                .with("status", status)
                .with("model", model)
                .with("plan", plan)
                .with("name", name)
                .with("region", region)
                .with("ccn", ccn)
                .withFlag("arrears", arrears)
                .print(list, ListColumn.INSTANCES, spec.commandLine().getOut());
    }
}
