package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.simulator.text.RolloutText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings devices back to what they ran before a rollout. */
@Command(
        name = "rollback",
        description = {
            "Makes a rollout that brings devices back to what they ran before another one, which must be paused, have"
                    + " halted or have ended; names those that cannot go back. It starts once it is approved and started."
        },
        sortOptions = false)
final class RolloutRollback implements Callable<Integer> {
    @Mixin
    private RolloutWish wish = new RolloutWish();

    @Option(names = "--all", description = "Of all waves, and not only of the one at which the rollout stands.")
    private boolean isAll;

    @Option(names = "--dry-run", description = "Only say who would be brought back, and who cannot.")
    private boolean isDry;

    @Override
    public Integer call() throws IOException {
        String scope = isAll ? "all" : "wave";
        RolloutLookup.Found found = wish.find();
        if (found.path().isEmpty()) {
            return found.exitCode();
        }
        int shown = wish.call().run("GET", found.path() + "/rollback?scope=" + scope, "", RolloutText::reversal);
        if (shown != ExitCodes.DONE || isDry) {
            return shown;
        }
        ObjectNode body = wish.body().put("scope", scope);
        ControlCall.Reply reply = wish.call().ask("POST", found.path() + "/rollback", body.toString());
        return reply.exitCode() == ExitCodes.DONE
                ? wish.show("rollouts/" + reply.answer().path("wayBack").asText())
                : reply.exitCode();
    }
}
