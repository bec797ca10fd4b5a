package dev.sagfleet.agent.shaping;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;

/**
 * Token buckets in 16 bytes each, for packets and for traffic that arrives evenly. All of them have one owner.
 *
 * <p>A bucket earns its rate up to its burst, and is kept as the time at which it will be full (virtual
 * scheduling: its <em>theoretical arrival time</em>). A packet moves that time on by what it costs at
 * the rate, rounded up, and conforms while the time stays within the burst from now. Hence the bound:
 * between any two operations a bucket passes at most the largest burst it had, plus its rates times the
 * time between them. Bytes are those that the caller counts; a rate is decimal and in bits.
 *
 * <p>Times are nanoseconds from any origin, compared by subtraction. The store remembers the latest that
 * it has seen for any of its buckets, and an earlier one counts as the latest: a clock that steps back
 * stands still until it has caught up, and mints no credit.
 *
 * <p>Credit is what a bucket could pass at once. It is carried over by every change of rate, in bits and
 * no more than the new burst, so that no sequence of changes mints any; it is neither earned nor lost
 * while a bucket is closed or unlimited. A bucket that is opened for the first time has half its burst, or
 * none if it was unlimited before.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-I.371">ITU-T I.371, generic cell rate algorithm</a>
 */
public final class TokenBuckets {
    /** The wait for a closed bucket: it does not end by itself. */
    public static final long CLOSED_NANOS = Long.MAX_VALUE;

    /** The burst of a bucket that is given none. */
    public static final Duration BURST_DEFAULT = Duration.ofMillis(5);

    /**
     * Two longs for each bucket. First its theoretical arrival time in ticks or, without a rate, its credit
     * in ticks times kbit/s; then its {@link BucketConfig}. A parent and child side by side share a cache
     * line.
     */
    private final long[] words;

    private final ReleaseClock clock = new ReleaseClock(0);
    private boolean clockStarted;

    /** All closed until they are set. */
    public TokenBuckets(int count) {
        words = new long[Math.multiplyExact(2, count)];
    }

    /** Sets a rate, with a burst of 5 ms of it or two full frames (3,028 bytes), whichever is larger. */
    public void set(int bucket, Bandwidth rate, long nowNanos) {
        set(bucket, rate, BURST_DEFAULT, nowNanos);
    }

    /**
     * Sets a rate and a burst.
     *
     * @param burst how much may pass at once, as time at this rate: 1 ms to 100 ms in whole microseconds,
     *     and at least two full frames (3,028 bytes)
     */
    public void set(int bucket, Bandwidth rate, Duration burst, long nowNanos) {
        configure(bucket, BucketConfig.limited(rate, burst), nowNanos);
    }

    /** Lets everything pass. */
    public void setUnlimited(int bucket, long nowNanos) {
        configure(bucket, BucketConfig.UNLIMITED, nowNanos);
    }

    /** Lets nothing pass. */
    public void setClosed(int bucket, long nowNanos) {
        if (config(bucket) != BucketConfig.UNUSED) {
            configure(bucket, BucketConfig.CLOSED, nowNanos);
        }
    }

    /** The largest packet that can ever pass; 0 if closed, {@link Long#MAX_VALUE} if unlimited. */
    public long burstBytes(int bucket) {
        long config = config(bucket);
        return BucketConfig.isLimited(config) ? BucketConfig.burstBytes(config) : unlimitedOrNone(config);
    }

    /** The credit, in whole bytes; 0 if closed, {@link Long#MAX_VALUE} if unlimited. */
    public long creditBytes(int bucket, long nowNanos) {
        long now = see(nowNanos);
        long config = config(bucket);
        if (!BucketConfig.isLimited(config)) {
            return unlimitedOrNone(config);
        }
        return BucketConfig.bytes(config, Credit.ticks(words[2 * bucket], config, now));
    }

    /**
     * Debits a packet, all of it or nothing.
     *
     * @param bytes 1 to {@link #burstBytes}
     * @return 0 if it was debited, else how many nanoseconds to wait before it can be;
     *     {@link #CLOSED_NANOS} if closed
     * @throws IllegalArgumentException if the packet is empty, or larger than the burst and would wait forever
     */
    public long take(int bucket, int bytes, long nowNanos) {
        long now = see(nowNanos);
        long full = words[2 * bucket];
        long config = words[2 * bucket + 1];
        if (!BucketConfig.isLimited(config)) {
            return waitWithoutRate(config, bytes);
        }
        // With branches: conditional moves measured slower on hot buckets, and no faster in random order.
        long credit = BucketConfig.burstTicks(config) - (full > now ? full - now : 0);
        long cost = BucketConfig.cost(config, bytes, credit);
        if (cost > credit) {
            return Ticks.toNanosUp(cost - credit);
        }
        words[2 * bucket] = (full > now ? full : now) + cost;
        return 0;
    }

    /**
     * Debits a packet from a bucket and the one above it: both, or neither.
     *
     * @return 0 if it was debited, else the longer of the two waits
     * @throws IllegalArgumentException as for {@link #take}
     */
    public long takeBoth(int parent, int child, int bytes, long nowNanos) {
        long now = see(nowNanos);
        long parentDue = due(parent, bytes, now);
        long childDue = due(child, bytes, now);
        long waitNanos = Math.max(wait(parent, parentDue, now), wait(child, childDue, now));
        if (waitNanos == 0) {
            words[2 * parent] = parentDue;
            words[2 * child] = childDue;
        }
        return waitNanos;
    }

    /**
     * How long until a packet could be debited, without debiting it.
     *
     * @return nanoseconds, 0 if it could be now; {@link #CLOSED_NANOS} if closed
     * @throws IllegalArgumentException as for {@link #take}
     */
    public long waitNanos(int bucket, int bytes, long nowNanos) {
        long now = see(nowNanos);
        return wait(bucket, due(bucket, bytes, now), now);
    }

    /**
     * Gives up all credit above so many bytes. Less credit is kept, and so is that of a bucket which is closed
     * or unlimited.
     *
     * @param bytes what is left at most; 0 or more
     */
    public void forfeit(int bucket, long bytes, long nowNanos) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: 0 or more)");
        }
        long now = see(nowNanos);
        long config = config(bucket);
        if (BucketConfig.isLimited(config) && bytes < BucketConfig.burstBytes(config)) {
            long full = now + BucketConfig.burstTicks(config) - BucketConfig.exactCost(config, bytes);
            words[2 * bucket] = Math.max(words[2 * bucket], full);
        }
    }

    /**
     * How much of traffic that arrives evenly over an interval can pass: the credit at its start and all
     * that is earned until its end.
     *
     * <p>Nothing earned is lost on the way, though a bucket holds no more than its burst: under a load
     * above the rate it never fills up, and below it all passes anyhow. This is the same as policing
     * packet by packet, without the packets.
     *
     * <p>An interval is history, and may lie before the latest time seen. What reaches back more than 417
     * days from there earns nothing.
     *
     * @param fromNanos where the last interval of this bucket ended
     * @param toNanos not before {@code fromNanos}
     * @return bytes; 0 if closed, {@link Long#MAX_VALUE} if unlimited
     */
    public long available(int bucket, long fromNanos, long toNanos) {
        if (toNanos - fromNanos < 0) {
            throw new IllegalArgumentException("toNanos: " + toNanos + " (expected: not before " + fromNanos + ')');
        }
        see(toNanos);
        long config = config(bucket);
        if (!BucketConfig.isLimited(config)) {
            return unlimitedOrNone(config);
        }
        long base = Math.max(words[2 * bucket], clock.ticks(fromNanos));
        long ticks = clock.ticks(toNanos) + BucketConfig.burstTicks(config) - base;
        return Ticks.bytes(Math.max(0, ticks), BucketConfig.kilobitsPerSecond(config));
    }

    /**
     * How long it takes from where the last interval ended until so much is {@link #available}, if that is within a year.
     *
     * @return nanoseconds; {@link #CLOSED_NANOS} if closed
     */
    public long nanosUntil(int bucket, long bytes, long fromNanos) {
        see(fromNanos);
        long config = config(bucket);
        if (!BucketConfig.isLimited(config)) {
            return waitWithoutRate(config, 1);
        }
        long start = clock.ticks(fromNanos);
        long owed = Math.max(0, words[2 * bucket] - start);
        return Ticks.toNanosUp(
                Math.max(0, owed + BucketConfig.exactCost(config, bytes) - BucketConfig.burstTicks(config)));
    }

    /**
     * Debits what passed of traffic that arrived evenly over an interval.
     *
     * @param bytes 0 to what is {@link #available} for this interval
     */
    public void debit(int bucket, long bytes, long fromNanos, long toNanos) {
        long available = available(bucket, fromNanos, toNanos);
        if (bytes < 0 || bytes > available) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: 0 to " + available + ')');
        }
        long config = config(bucket);
        if (BucketConfig.isLimited(config)) {
            long base = Math.max(words[2 * bucket], clock.ticks(fromNanos));
            words[2 * bucket] = base + Ticks.cost(bytes, BucketConfig.kilobitsPerSecond(config));
        }
    }

    /** The rate of a bucket that has one. */
    long kilobitsPerSecond(int bucket) {
        return BucketConfig.kilobitsPerSecond(config(bucket));
    }

    /** Whether a bucket has this rate, with the burst of one that is given none. */
    boolean isSetTo(int bucket, Bandwidth rate) {
        return config(bucket) == BucketConfig.limited(rate, BURST_DEFAULT);
    }

    /** Whether a bucket lets nothing pass. */
    boolean isClosed(int bucket) {
        return config(bucket) == BucketConfig.CLOSED || config(bucket) == BucketConfig.UNUSED;
    }

    private void configure(int bucket, long config, long nowNanos) {
        if (!clockStarted) {
            clock.begin(nowNanos);
            clockStarted = true;
        }
        long now = see(nowNanos);
        words[2 * bucket] = Credit.carry(words[2 * bucket], config(bucket), config, now);
        words[2 * bucket + 1] = config;
    }

    /** The first word of a bucket once a packet is debited. */
    private long due(int bucket, int bytes, long now) {
        long word = words[2 * bucket];
        long config = config(bucket);
        if (!BucketConfig.isLimited(config)) {
            BucketConfig.requirePacket(bytes, bytes >= 1);
            return word;
        }
        return Math.max(word, now) + BucketConfig.cost(config, bytes, Credit.ticks(word, config, now));
    }

    private long wait(int bucket, long due, long now) {
        long config = config(bucket);
        return BucketConfig.isLimited(config)
                ? Ticks.toNanosUp(Math.max(0, due - now - BucketConfig.burstTicks(config)))
                : waitWithoutRate(config, 1);
    }

    private static long waitWithoutRate(long config, int bytes) {
        BucketConfig.requirePacket(bytes, bytes >= 1);
        return config == BucketConfig.UNLIMITED ? 0 : CLOSED_NANOS;
    }

    private long config(int bucket) {
        return words[2 * bucket + 1];
    }

    private static long unlimitedOrNone(long config) {
        return config == BucketConfig.UNLIMITED ? Long.MAX_VALUE : 0;
    }

    /** Takes note of a time and answers the latest, in ticks. */
    private long see(long nowNanos) {
        if (!clock.see(nowNanos)) {
            followClock(nowNanos);
        }
        return clock.latestTicks();
    }

    private void followClock(long nowNanos) {
        long movedTicks = clock.follow(nowNanos);
        for (int i = 0; i < words.length; i += 2) {
            if (BucketConfig.isLimited(words[i + 1])) {
                boolean inReach = words[i] >= movedTicks + ReleaseClock.EARLIEST_TICKS;
                words[i] = inReach ? words[i] - movedTicks : ReleaseClock.EARLIEST_TICKS;
            }
        }
    }
}
