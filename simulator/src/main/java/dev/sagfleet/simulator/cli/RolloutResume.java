package dev.sagfleet.simulator.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a rollout go on. */
@Command(
        name = "resume",
        description = {"Lets a rollout go on that is paused or has halted, by the file that was written last."},
        sortOptions = false)
final class RolloutResume implements Callable<Integer> {
    @Mixin
    private RolloutWish wish = new RolloutWish();

    @Option(
            names = "--accept",
            description = "Accept the failures so far: the rollout is judged as if those devices were not there.")
    private boolean accepts;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why, for the log of the rollout.")
    private String why = "";

    @Override
    public Integer call() throws IOException {
        return wish.make("resume", wish.body().put("accept", accepts).put("why", why));
    }
}
