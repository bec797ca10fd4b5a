package dev.sagfleet.agent.shaping;

/** Where the traffic of a device comes from: the same over all of its boots, unlike what it has carried. */
public interface TrafficSource {
    /**
     * Begins to carry, with counters at 0.
     *
     * @param firstBucket the first of {@link Traffic#BUCKETS} buckets that are used by nothing else. Credit in
     *     buckets that were used before, by the same device before a reboot, is carried over
     */
    Traffic begin(TokenBuckets buckets, int firstBucket, Rates rates, long nowNanos);
}
