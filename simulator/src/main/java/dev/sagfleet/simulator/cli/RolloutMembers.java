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

/** Lists the members of a rollout. */
@Command(name = "members", description = "Lists the devices of a rollout, in its order.", sortOptions = false)
final class RolloutMembers implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RolloutLookup lookup = new RolloutLookup();

    @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state, as failed or silent.")
    private Optional<String> state = Optional.empty();

    @Option(names = "--wave", paramLabel = "N", description = "Only those of this wave, from 1.")
    private Optional<String> wave = Optional.empty();

    @Option(names = "--code", paramLabel = "CODE", description = "Only those that ended with this code.")
    private Optional<String> code = Optional.empty();

    @Mixin
    private ListFlags list = new ListFlags();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        RolloutLookup.Found found = lookup.find(controller);
        if (found.path().isEmpty()) {
            return found.exitCode();
        }
        return new ListCall(controller, spec.commandLine(), found.path() + "/members")
                .with("state", state)
                .with("wave", wave)
                .with("code", code)
                .print(list, ListColumn.MEMBERS, spec.commandLine().getOut());
    }
}
