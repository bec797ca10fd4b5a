package dev.sagfleet.agent.shaping;

import com.google.common.util.concurrent.RateLimiter;

/** Guava's limiter with a permit for each byte. Its burst is what a second earns, and cannot be set. */
@SuppressWarnings("UnstableApiUsage") // It is marked beta, and has been for a decade.
final class GuavaBuckets implements Buckets {
    private final RateLimiter[] buckets;

    GuavaBuckets(int count) {
        buckets = new RateLimiter[count];
        for (int bucket = 0; bucket < count; bucket++) {
            buckets[bucket] =
                    RateLimiter.create(Load.isOpen(bucket) ? Load.OPEN_BYTES_PER_SECOND : Load.TIGHT_BYTES_PER_SECOND);
        }
    }

    @Override
    public boolean take(int bucket, int bytes, long nowNanos) {
        return buckets[bucket].tryAcquire(bytes);
    }
}
