package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import dev.sagfleet.simulator.text.RehearsalText;
import java.io.PrintWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says how far a rehearsal has come, now and then. */
final class RehearsalProgress implements Rehearsal.Listener, AutoCloseable {
    private final StoryFile story;
    private final boolean isShown;
    private final ProgressLine line;
    private @Nullable Rollout before;

    /** @param isShown not if it would stand between the lines of a story */
    RehearsalProgress(StoryFile story, boolean isShown, PrintWriter out) {
        this.story = story;
        this.isShown = isShown;
        line = new ProgressLine(out);
    }

    @Override
    public void told(String told) {
        story.add(told);
    }

    @Override
    public void passed(Instant now, Rollout rollout) {
        if (isShown && line.isDue()) {
            line.say(
                    RehearsalText.progress(now, rollout) + (before == null ? "" : RehearsalText.rate(before, rollout)));
        }
        before = rollout;
    }

    @Override
    public void close() {
        line.close();
    }
}
