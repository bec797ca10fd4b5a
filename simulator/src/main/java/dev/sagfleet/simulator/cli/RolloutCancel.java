package dev.sagfleet.simulator.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cancels a rollout. */
@Command(
        name = "cancel",
        description = {
            "Cancels a rollout for good: devices that have not begun to install are left alone, the others end as they will."
        },
        sortOptions = false)
final class RolloutCancel implements Callable<Integer> {
    @Mixin
    private RolloutWish wish = new RolloutWish();

    @Option(names = "--why", paramLabel = "TEXT", description = "Why, for the log of the rollout.")
    private String why = "";

    @Override
    public Integer call() throws IOException {
        return wish.make("cancel", wish.body().put("why", why));
    }
}
