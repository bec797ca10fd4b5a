package dev.sagfleet.agent.shaping;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/** Resilience4j's limiter with a permit for each byte. It counts in windows: as long as the burst takes to earn. */
final class Resilience4jBuckets implements Buckets {
    private static final RateLimiterConfig OPEN = config(Load.OPEN_BURST_BYTES, Load.OPEN_BYTES_PER_SECOND);
    private static final RateLimiterConfig TIGHT = config(Load.TIGHT_BURST_BYTES, Load.TIGHT_BYTES_PER_SECOND);

    private final RateLimiter[] buckets;

    Resilience4jBuckets(int count) {
        buckets = new RateLimiter[count];
        for (int bucket = 0; bucket < count; bucket++) {
            buckets[bucket] = RateLimiter.of("bucket", Load.isOpen(bucket) ? OPEN : TIGHT);
        }
    }

    private static RateLimiterConfig config(int burstBytes, long bytesPerSecond) {
        return RateLimiterConfig.custom()
                .limitForPeriod(burstBytes)
                .limitRefreshPeriod(Duration.ofNanos(burstBytes * 1_000_000_000L / bytesPerSecond))
                .timeoutDuration(Duration.ZERO)
                .build();
    }

    @Override
    public boolean take(int bucket, int bytes, long nowNanos) {
        return buckets[bucket].acquirePermission(bytes);
    }
}
