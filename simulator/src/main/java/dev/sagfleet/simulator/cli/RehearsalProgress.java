package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import dev.sagfleet.simulator.text.RehearsalText;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Says how far a rehearsal has come, now and then. */
final class RehearsalProgress implements Rehearsal.Listener {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final StoryFile story;
    private final boolean isShown;
    private final PrintWriter out;
    private long saidNanos = System.nanoTime();

    /** @param isShown not if it would stand between the lines of a story */
    RehearsalProgress(StoryFile story, boolean isShown, PrintWriter out) {
        this.story = story;
        this.isShown = isShown;
        this.out = out;
    }

    @Override
    public void told(String line) {
        story.add(line);
    }

    @Override
    public void passed(Instant now, Rollout rollout) {
        long nowNanos = System.nanoTime();
        if (isShown && nowNanos - saidNanos >= PAUSE_NANOS) {
            saidNanos = nowNanos;
            out.println(RehearsalText.progress(now, rollout));
            out.flush();
        }
    }
}
