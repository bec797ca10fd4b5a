package dev.sagfleet.simulator.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tries again what has failed. */
@Command(
        name = "retry",
        description = {"Tries the failed and silent devices of a rollout once more, in a wave behind all others."},
        sortOptions = false)
final class RolloutRetry implements Callable<Integer> {
    @Mixin
    private RolloutWish wish = new RolloutWish();

    @Override
    public Integer call() throws IOException {
        return wish.make("retry", wish.body());
    }
}
