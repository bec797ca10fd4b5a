package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.text.ListColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists devices. */
@Command(name = "devices", description = "Lists devices.", mixinStandardHelpOptions = true, sortOptions = false)
final class DevicesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--online", description = "Only those that are online.")
    private boolean online;

    @Option(names = "--offline", description = "Only those that are not.")
    private boolean offline;

    @Option(names = "--model", paramLabel = "MODEL", description = "Only those of this model, as SAG-1000.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--firmware",
            paramLabel = "VERSION",
            description = "Only those that run this version, as 2.4.0, or others, as '<2.4.0', '>=2.4.0' or unknown.")
    private Optional<String> firmware = Optional.empty();

    @Option(names = "--instance", paramLabel = "ID", description = "Only those of this instance.")
    private Optional<String> instance = Optional.empty();

    @Option(
            names = "--plan",
            paramLabel = "ID",
            description = "Only those of instances that are associated with this plan.")
    private Optional<String> plan = Optional.empty();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "Only those that are active, or standby, in their pair.")
    private Optional<String> role = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "Only the app client of this user.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--site", paramLabel = "NAME", description = "Only those that were said to be at this site.")
    private Optional<String> site = Optional.empty();

    @Option(
            names = "--tag",
            paramLabel = "NAME=VALUE",
            split = ",",
            description = "Only those with this tag, as ring=a; with several they must have all.")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--pending", description = "Only those that have not answered what they should be.")
    private boolean pending;

    @Option(names = "--refused", description = "Only those that have refused it.")
    private boolean refused;

    @Option(names = "--suspended", description = "Only those whose firmware stops acceleration.")
    private boolean suspended;

    @Mixin
    private ListFlags list = new ListFlags();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        return new ListCall(controller, spec.commandLine(), "devices")
                .with("online", presence())
                .with("model", model)
                .with("firmware", firmware)
                .with("instance", instance)
                .with("plan", plan)
                .with("role", role)
                .with("user", user)
                .with("site", site)
                .with("tag", tags.isEmpty() ? Optional.empty() : Optional.of(String.join(",", tags)))
                .withFlag("pending", pending)
                .withFlag("refused", refused)
                .withFlag("suspended", suspended)
                .print(list, ListColumn.DEVICES, spec.commandLine().getOut());
    }

    private Optional<String> presence() {
        if (online && offline) {
            throw Arguments.wrong(spec, "--online, --offline: both", "one of them");
        }
        return online || offline ? Optional.of(Boolean.toString(online)) : Optional.empty();
    }
}
