package dev.sagfleet.agent.shaping;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;

/** Bucket4j, unsynchronised, with a clock that is set before each packet: the nearest it has to time passed in. */
final class Bucket4jTimedBuckets implements Buckets {
    private final SetClock clock;
    private final Bucket4jBuckets buckets;

    Bucket4jTimedBuckets(int count, long nowNanos) {
        clock = new SetClock(nowNanos);
        buckets = new Bucket4jBuckets(count, SynchronizationStrategy.NONE, clock);
    }

    @Override
    public boolean take(int bucket, int bytes, long nowNanos) {
        clock.nowNanos = nowNanos;
        return buckets.take(bucket, bytes, nowNanos);
    }

    private static final class SetClock implements TimeMeter {
        private long nowNanos;

        SetClock(long nowNanos) {
            this.nowNanos = nowNanos;
        }

        @Override
        public long currentTimeNanos() {
            return nowNanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
