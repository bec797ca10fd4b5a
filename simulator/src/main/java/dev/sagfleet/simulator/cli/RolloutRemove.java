package dev.sagfleet.simulator.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Forgets a rollout. */
@Command(
        name = "remove",
        description = "Forgets a rollout that has ended, with its members and its log.",
        sortOptions = false)
final class RolloutRemove implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RolloutLookup lookup = new RolloutLookup();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        RolloutLookup.Found found = lookup.find(controller);
        if (found.path().isEmpty()) {
            return found.exitCode();
        }
        return new ControlCall(controller, spec.commandLine())
                .run(
                        "DELETE",
                        found.path(),
                        "",
                        rollout -> rollout.path("name").asText() + " ("
                                + rollout.path("id").asText() + ") is removed\n");
    }
}
