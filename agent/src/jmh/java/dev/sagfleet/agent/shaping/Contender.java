package dev.sagfleet.agent.shaping;

import io.github.bucket4j.local.SynchronizationStrategy;

/** Who decides. Those with {@code TIME_PASSED} are told the time, all others read a clock for each packet. */
public enum Contender {
    OURS_TIME_PASSED {
        @Override
        Buckets create(int count, long nowNanos) {
            return new OurBuckets(count, nowNanos);
        }
    },
    OURS {
        @Override
        Buckets create(int count, long nowNanos) {
            return new OurClockedBuckets(count);
        }
    },
    BUCKET4J_TIME_PASSED {
        @Override
        Buckets create(int count, long nowNanos) {
            return new Bucket4jTimedBuckets(count, nowNanos);
        }
    },
    BUCKET4J_LOCK_FREE {
        @Override
        Buckets create(int count, long nowNanos) {
            return new Bucket4jBuckets(count, SynchronizationStrategy.LOCK_FREE);
        }
    },
    BUCKET4J_UNSYNCHRONIZED {
        @Override
        Buckets create(int count, long nowNanos) {
            return new Bucket4jBuckets(count, SynchronizationStrategy.NONE);
        }
    },
    GUAVA {
        @Override
        Buckets create(int count, long nowNanos) {
            return new GuavaBuckets(count);
        }
    },
    RESILIENCE4J {
        @Override
        Buckets create(int count, long nowNanos) {
            return new Resilience4jBuckets(count);
        }
    };

    /** This many, all with the rates of {@link Load}. */
    abstract Buckets create(int count, long nowNanos);
}
