package dev.sagfleet.simulator.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a rollout. */
@Command(
        name = "start",
        description = {
            "Starts a rollout whose members were agreed to. If others match by now, it is asked for agreement again."
        },
        sortOptions = false)
final class RolloutStart implements Callable<Integer> {
    @Mixin
    private RolloutWish wish = new RolloutWish();

    @Override
    public Integer call() throws IOException {
        return wish.make("start", wish.body());
    }
}
