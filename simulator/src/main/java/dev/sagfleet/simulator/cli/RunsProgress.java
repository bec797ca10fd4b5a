package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import dev.sagfleet.simulator.text.RehearsalText;
import dev.sagfleet.simulator.text.RunsText;
import java.io.PrintWriter;
import java.time.Instant;

/** Says how many of many rehearsals are done, how fast they are and how far one of them has come. Safe for many threads. */
final class RunsProgress implements AutoCloseable {
    private final int count;
    private final ProgressLine line;
    private final long beganNanos = System.nanoTime();
    private int done;
    private String one = "";

    /** @param count of the most that there will be */
    RunsProgress(int count, PrintWriter out) {
        this.count = count;
        line = new ProgressLine(out);
    }

    /** One more is. */
    synchronized void done() {
        done++;
        say();
    }

    /** A listener to one of them that tells another one, and this. */
    Rehearsal.Listener beside(Rehearsal.Listener other) {
        return new TwoListeners(other, new Rehearsal.Listener() {
            @Override
            public void passed(Instant now, Rollout rollout) {
                isAt(now, rollout);
            }
        });
    }

    private synchronized void isAt(Instant now, Rollout rollout) {
        if (line.isDue()) {
            one = RehearsalText.progress(now, rollout);
            say();
        }
    }

    private void say() {
        if (line.isDue()) {
            line.say(RunsText.progress(done, count, System.nanoTime() - beganNanos, one));
        }
    }

    @Override
    public synchronized void close() {
        line.close();
    }
}
