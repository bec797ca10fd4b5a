package dev.sagfleet.agent.shaping;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/** Bucket4j with a token for each byte, and limits that all buckets share. */
final class Bucket4jBuckets implements Buckets {
    private static final Bandwidth OPEN = limit(Load.OPEN_BURST_BYTES, Load.OPEN_BYTES_PER_SECOND);
    private static final Bandwidth TIGHT = limit(Load.TIGHT_BURST_BYTES, Load.TIGHT_BYTES_PER_SECOND);

    private final LocalBucket[] buckets;

    /** Reads its own clock in nanoseconds, as all contenders do. Its default is milliseconds. */
    Bucket4jBuckets(int count, SynchronizationStrategy strategy) {
        this(count, strategy, TimeMeter.SYSTEM_NANOTIME);
    }

    Bucket4jBuckets(int count, SynchronizationStrategy strategy, TimeMeter clock) {
        buckets = new LocalBucket[count];
        for (int bucket = 0; bucket < count; bucket++) {
            buckets[bucket] = new LocalBucketBuilder()
                    .addLimit(Load.isOpen(bucket) ? OPEN : TIGHT)
                    .withSynchronizationStrategy(strategy)
                    .withCustomTimePrecision(clock)
                    .build();
        }
    }

    private static Bandwidth limit(long burstBytes, long bytesPerSecond) {
        return Bandwidth.builder()
                .capacity(burstBytes)
                .refillGreedy(bytesPerSecond, Duration.ofSeconds(1))
                .build();
    }

    @Override
    public boolean take(int bucket, int bytes, long nowNanos) {
        return buckets[bucket].tryConsume(bytes);
    }
}
