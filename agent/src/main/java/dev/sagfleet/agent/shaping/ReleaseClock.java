package dev.sagfleet.agent.shaping;

/**
 * The latest time that a store of buckets has seen, in ticks from an origin that moves along. Not thread-safe.
 *
 * <p>Ticks in a long last 4.5 years and times are arbitrary longs, so ticks are counted from an origin
 * that follows the clock once a year or so; the owner then moves what it holds by {@link #follow}.
 *
 * <p>Times are held as numbers of nanoseconds that overflow where the reach ends. So one comparison tells both
 * a time that is before the latest and one that is out of reach from all others.
 */
final class ReleaseClock {
    /** The furthest a time is told apart from the origin, either way: 2^55 ns, some 417 days. */
    static final long REACH_NANOS = 1L << 55;

    /** The earliest tick there is; whatever lies before is taken as this. The end of the reach is tick 0. */
    static final long EARLIEST_TICKS = -2 * REACH_NANOS * Ticks.PER_NANO;

    /** The number of the origin: it plus the reach is the first that does not fit. */
    private static final long ORIGIN = Long.MIN_VALUE - REACH_NANOS;

    /** The time that has the number 0. */
    private long zeroNanos;

    private long latest;

    /** Begins at a time, which may be any. */
    ReleaseClock(long nowNanos) {
        begin(nowNanos);
    }

    /** Forgets what was seen. */
    void begin(long nowNanos) {
        zeroNanos = nowNanos - ORIGIN;
        latest = ORIGIN;
    }

    /**
     * Takes note of a time. An earlier one than the latest changes nothing, and neither does one out of reach.
     *
     * @return whether it is in reach; if not, the origin must {@link #follow}
     */
    boolean see(long nowNanos) {
        long now = nowNanos - zeroNanos;
        if (now >= latest) {
            latest = now;
            return true;
        }
        return now - latest < 0;
    }

    /** The latest time seen, in ticks. */
    long latestTicks() {
        return latest * Ticks.PER_NANO;
    }

    /** A time in ticks, or the end of the reach that it lies beyond. */
    long ticks(long nanos) {
        long sinceOrigin = nanos - zeroNanos - ORIGIN;
        return (Math.max(-REACH_NANOS, Math.min(REACH_NANOS, sinceOrigin)) - REACH_NANOS) * Ticks.PER_NANO;
    }

    /** Moves the origin to a later time and says by how many ticks; {@link Long#MAX_VALUE} at most. */
    long follow(long nowNanos) {
        long movedNanos = nowNanos - zeroNanos - ORIGIN;
        begin(nowNanos);
        // As an unsigned number, since the difference may be larger than a signed long.
        boolean fits = Long.compareUnsigned(movedNanos, Long.MAX_VALUE / Ticks.PER_NANO) <= 0;
        return fits ? movedNanos * Ticks.PER_NANO : Long.MAX_VALUE;
    }
}
