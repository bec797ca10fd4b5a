package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * When the next bytes may be sent so that no more go out than a rate. Time that was not used is made up for within a
 * tenth of a second, and not beyond. Not thread-safe.
 */
final class Pace {
    /** How much time the bytes of one piece take, and how much of it can be caught up. */
    static final Duration STEP = Duration.ofMillis(100);

    /** How long the bytes of one piece may take. */
    static final Duration PIECE_MAX = Duration.ofSeconds(5);

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final int BITS_PER_BYTE = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Supplier<Bandwidth> rate;
    private long freeAtNanos;

    /** @param rate that may change: what is sent from then on is sent at the new one */
    Pace(Supplier<Bandwidth> rate, long nowNanos) {
        this.rate = rate;
        freeAtNanos = nowNanos;
    }

    /** One that stays the same. */
    Pace(Bandwidth rate, long nowNanos) {
        this(() -> rate, nowNanos);
    }

    private long bytesIn(Duration span) {
        return rate.get().bitsPerSecond() / BITS_PER_BYTE * span.toMillis() / MILLIS_PER_SECOND;
    }

    /**
     * How many bytes are sent at once: what goes out in a tenth of a second, within these bounds. Where the least of them
     * would take longer than {@link #PIECE_MAX} it is less, so that nobody takes the silence for the end.
     */
    int pieceBytes(int least, int most) {
        long floor = Math.max(1, Math.min(least, bytesIn(PIECE_MAX)));
        return (int) Math.max(floor, Math.min(most, bytesIn(STEP)));
    }

    /** Nanoseconds until the next bytes may be sent; 0 if they may be now. */
    long waitNanos(long nowNanos) {
        return Math.max(0, freeAtNanos - nowNanos);
    }

    /** Some bytes are sent now: at most 1 GiB. */
    void sent(long bytes, long nowNanos) {
        long earliest = Math.max(freeAtNanos, nowNanos - STEP.toNanos());
        freeAtNanos =
                earliest + bytes * BITS_PER_BYTE * NANOS_PER_SECOND / rate.get().bitsPerSecond();
    }
}
