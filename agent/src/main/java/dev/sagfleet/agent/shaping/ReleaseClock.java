package dev.sagfleet.agent.shaping;

/**
 * The latest time that a store of buckets has seen, in ticks since an origin that moves along. Not
 * thread-safe.
 *
 * <p>Ticks in a long last 4.5 years and times are arbitrary longs, so ticks are counted from an origin
 * that follows the clock once a year or so; the owner then moves what it holds by {@link #follow}.
 */
final class ReleaseClock {
    /** The furthest a time is told apart from the origin, either way: 2^55 ns, some 417 days. */
    static final long REACH_NANOS = 1L << 55;

    /** The earliest tick there is; whatever lies before is taken as this. */
    static final long EARLIEST_TICKS = -REACH_NANOS * Ticks.PER_NANO;

    private long originNanos;
    private long latestNanos;

    /** Begins at a time, which may be any. */
    ReleaseClock(long nowNanos) {
        originNanos = nowNanos;
        latestNanos = nowNanos;
    }

    /** Takes note of a time. An earlier one than the latest changes nothing. */
    void see(long nowNanos) {
        if (nowNanos - latestNanos > 0) {
            latestNanos = nowNanos;
        }
    }

    /** The latest time seen, in ticks since the origin. */
    long latestTicks() {
        return (latestNanos - originNanos) * Ticks.PER_NANO;
    }

    /** A time in ticks since the origin, or the end of the reach that it lies beyond. */
    long ticks(long nanos) {
        return Math.max(-REACH_NANOS, Math.min(REACH_NANOS, nanos - originNanos)) * Ticks.PER_NANO;
    }

    /** Whether the latest time is out of reach, so that the origin must follow before ticks are used. */
    boolean isOutOfReach() {
        // Unsigned, since the difference may be larger than a signed long.
        return Long.compareUnsigned(latestNanos - originNanos, REACH_NANOS) >= 0;
    }

    /** Moves the origin to the latest time and says by how many ticks; {@link Long#MAX_VALUE} at most. */
    long follow() {
        long movedNanos = latestNanos - originNanos;
        originNanos = latestNanos;
        boolean fits = Long.compareUnsigned(movedNanos, Long.MAX_VALUE / Ticks.PER_NANO) <= 0;
        return fits ? movedNanos * Ticks.PER_NANO : Long.MAX_VALUE;
    }
}
