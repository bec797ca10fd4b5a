package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;

/**
 * When the next bytes may be sent so that no more go out than a rate. Time that was not used is made up for within a
 * tenth of a second, and not beyond. Not thread-safe.
 */
final class Pace {
    /** How much time the bytes of one piece take, and how much of it can be caught up. */
    static final Duration STEP = Duration.ofMillis(100);

    private static final int BITS_PER_BYTE = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long bitsPerSecond;
    private long freeAtNanos;

    Pace(Bandwidth rate, long nowNanos) {
        bitsPerSecond = rate.bitsPerSecond();
        freeAtNanos = nowNanos;
    }

    /** How many bytes are sent at once: what goes out in a tenth of a second, within these bounds. */
    int pieceBytes(int least, int most) {
        long bytes = bitsPerSecond / BITS_PER_BYTE * STEP.toNanos() / NANOS_PER_SECOND;
        return (int) Math.max(least, Math.min(most, bytes));
    }

    /** Nanoseconds until the next bytes may be sent; 0 if they may be now. */
    long waitNanos(long nowNanos) {
        return Math.max(0, freeAtNanos - nowNanos);
    }

    /** Some bytes are sent now: at most 1 GiB. */
    void sent(long bytes, long nowNanos) {
        long earliest = Math.max(freeAtNanos, nowNanos - STEP.toNanos());
        freeAtNanos = earliest + bytes * BITS_PER_BYTE * NANOS_PER_SECOND / bitsPerSecond;
    }
}
