package dev.sagfleet.simulator.cli;

import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A line that says how far something has come: on a terminal written over, elsewhere a new one now and then, and less often
 * the longer it takes.
 */
final class ProgressLine implements AutoCloseable {
    private static final Duration REDRAWN_AFTER = Duration.ofMillis(250);
    private static final Duration REPEATED_AFTER = Duration.ofSeconds(5);
    private static final Duration REPEATED_AT_LAST_AFTER = Duration.ofMinutes(1);

    private final PrintWriter out;
    private final boolean isRedrawn;
    private long pauseNanos;
    private long saidNanos = System.nanoTime();
    private @Nullable LiveBlock block;

    ProgressLine(PrintWriter out) {
        this(out, Terminal.isAttached());
    }

    /** @param isRedrawn whether it goes to a terminal */
    ProgressLine(PrintWriter out, boolean isRedrawn) {
        this.out = out;
        this.isRedrawn = isRedrawn;
        pauseNanos = (isRedrawn ? REDRAWN_AFTER : REPEATED_AFTER).toNanos();
    }

    /** Whether it is time for news. */
    boolean isDue() {
        return System.nanoTime() - saidNanos >= pauseNanos;
    }

    void say(String line) {
        saidNanos = System.nanoTime();
        if (!isRedrawn) {
            out.println(line);
            out.flush();
            pauseNanos = Math.min(2 * pauseNanos, REPEATED_AT_LAST_AFTER.toNanos());
            return;
        }
        if (block == null) {
            block = new LiveBlock(out);
        }
        block.show(line + '\n');
    }

    /** Nothing of it stays on a terminal. */
    @Override
    public void close() {
        if (block != null) {
            block.show("");
            block.close();
            block = null;
        }
    }
}
