package dev.sagfleet.agent.timing;

import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One kind of failure in a log, which somebody else, or a full disk, can cause as often as there are devices. It is
 * said at once, with its stack; after that at most once in {@link #INTERVAL}, in one line that has the latest of them
 * and how many there were. Safe for many threads.
 */
public final class RepeatedFailure {
    /** How often a failure is said that goes on. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    /** After so long without one the next failure is said as a first one. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final Logger log;
    private final LongSupplier nanoClock;
    private final Lock lock = new ReentrantLock();
    private boolean isKnown;
    private long lastNanos;
    private long saidNanos;
    private long unsaid;

    /** What is to be said of a failure now. */
    private enum Verdict {
        NOTHING,
        ALL,
        LINE
    }

    /** @param nanoClock tells intervals, in nanoseconds */
    public RepeatedFailure(Logger log, LongSupplier nanoClock) {
        this.log = log;
        this.nanoClock = nanoClock;
    }

    /** Something has failed, for a reason that needs no stack. */
    public void report(String what) {
        report(what, null);
    }

    /**
     * Something has failed.
     *
     * @param what with the ids that it concerns
     */
    public void report(String what, @Nullable Throwable cause) {
        long nowNanos = nanoClock.getAsLong();
        long before;
        Verdict verdict;
        lock.lock();
        try {
            verdict = judge(nowNanos);
            before = unsaid;
            unsaid = verdict == Verdict.NOTHING ? before + 1 : 0;
        } finally {
            lock.unlock();
        }
        switch (verdict) {
            case NOTHING -> {}
            case ALL -> log.warn(what, cause);
            case LINE -> log.warn("{}{}{}", what, cause == null ? "" : ": " + cause, more(before));
        }
    }

    private static String more(long count) {
        return count == 0 ? "" : " (" + count + " more like it since the line before)";
    }

    private Verdict judge(long nowNanos) {
        boolean isFirst = !isKnown || nowNanos - lastNanos >= FORGOTTEN_AFTER.toNanos();
        isKnown = true;
        lastNanos = nowNanos;
        if (!isFirst && nowNanos - saidNanos < INTERVAL.toNanos()) {
            return Verdict.NOTHING;
        }
        saidNanos = nowNanos;
        return isFirst ? Verdict.ALL : Verdict.LINE;
    }
}
