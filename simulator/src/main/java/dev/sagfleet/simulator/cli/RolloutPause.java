package dev.sagfleet.simulator.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pauses a rollout. */
@Command(
        name = "pause",
        description = {"Pauses a rollout: no more devices are offered the image. What has begun goes on."},
        sortOptions = false)
final class RolloutPause implements Callable<Integer> {
    @Mixin
    private RolloutWish wish = new RolloutWish();

    @Option(names = "--hard", description = "Also take back what has not begun to install.")
    private boolean isHard;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why, for the log of the rollout.")
    private String why = "";

    @Override
    public Integer call() throws IOException {
        return wish.make("pause", wish.body().put("hard", isHard).put("why", why));
    }
}
