package dev.sagfleet.agent.shaping;

/**
 * What all contenders are given: the same rates and the same packets.
 *
 * <p>How fast a contender is must not change how many of its packets conform, or the slower one would decide on
 * an easier load. So buckets with an even number have a rate above what is offered to them, and all conforms;
 * those with an odd number have next to none and are asked for all they can hold, and next to nothing does. Half
 * of the packets conform, whoever decides.
 */
final class Load {
    /** 8 Gbit/s in bytes: one for each nanosecond, the most that Bucket4j takes. */
    static final int OPEN_BYTES_PER_SECOND = 1_000_000_000;

    /** 5 ms at that rate. */
    static final int OPEN_BURST_BYTES = OPEN_BYTES_PER_SECOND / 200;

    /** 1 kbit/s in bytes, the least that a bucket of ours takes. */
    static final int TIGHT_BYTES_PER_SECOND = 125;

    /** Two full frames, 24 s at that rate. */
    static final int TIGHT_BURST_BYTES = 3_028;

    /** How far the time that is passed in moves on with each packet. */
    static final int STEP_NANOS = 50;

    /** Below the open rate at up to one decision in 20 ns, which is less than it takes to read a clock. */
    private static final int OPEN_PACKET_BYTES = 40;

    private static final int CHECKED_ROUNDS = 3;

    static boolean isOpen(int bucket) {
        return (bucket & 1) == 0;
    }

    static int packetBytes(int bucket) {
        // Without a branch, which the processor could not foresee when buckets come in random order.
        return OPEN_PACKET_BYTES + (bucket & 1) * (TIGHT_BURST_BYTES - OPEN_PACKET_BYTES);
    }

    /** Uses up the credit that the tight buckets begin with, and so also brings all into their working state. */
    static void settle(Buckets buckets, int count, long nowNanos) {
        for (int bucket = 0; bucket < count; bucket++) {
            buckets.take(bucket, packetBytes(bucket), nowNanos);
        }
    }

    /** Fails if a contender does not decide as the others: a benchmark of that would compare nothing. */
    static void check(Buckets buckets, long nowNanos) {
        long now = nowNanos;
        for (int round = 0; round < CHECKED_ROUNDS; round++) {
            for (int bucket = 0; bucket < 2; bucket++) {
                now += STEP_NANOS;
                if (buckets.take(bucket, packetBytes(bucket), now) != isOpen(bucket)) {
                    throw new IllegalStateException(
                            "bucket " + bucket + " of " + buckets.getClass().getSimpleName()
                                    + " (expected: the even one lets pass, the odd one does not)");
                }
            }
        }
    }

    private Load() {}
}
