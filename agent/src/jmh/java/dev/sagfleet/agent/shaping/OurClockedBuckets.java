package dev.sagfleet.agent.shaping;

/** {@link TokenBuckets} that read the clock for each packet, as the libraries do. */
final class OurClockedBuckets implements Buckets {
    private final OurBuckets buckets;

    OurClockedBuckets(int count) {
        buckets = new OurBuckets(count, System.nanoTime());
    }

    @Override
    public boolean take(int bucket, int bytes, long nowNanos) {
        return buckets.take(bucket, bytes, System.nanoTime());
    }
}
