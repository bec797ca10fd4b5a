package dev.sagfleet.agent.shaping;

/** The buckets of a run, the time that is passed to them, and what they weigh. */
abstract class ContenderState {
    /** Arbitrary, as such times are; only differences count. */
    private static final long START_NANOS = 1_000_000_000;

    /** Of fewer the weight is lost in what else comes and goes on the heap. */
    private static final int WEIGHED_MIN = 1_000;

    private static volatile double bytesPerBucket;

    private Buckets buckets = (bucket, bytes, nowNanos) -> false;
    private long nowNanos = START_NANOS;

    /** The heap that a bucket takes, with its share of all that it refers to; 0 if there are too few to tell. */
    static double bytesPerBucket() {
        return bytesPerBucket;
    }

    /** Weighs them once each has decided: some make part of themselves at the first packet. */
    final void create(Contender contender, int count) {
        long before = usedBytes();
        buckets = contender.create(count, nowNanos);
        Load.settle(buckets, count, nowNanos);
        if (count >= WEIGHED_MIN) {
            bytesPerBucket = (usedBytes() - before) / (double) count;
        }
        Load.check(buckets, nowNanos);
    }

    final boolean take(int bucket) {
        nowNanos += Load.STEP_NANOS;
        return buckets.take(bucket, Load.packetBytes(bucket), nowNanos);
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
