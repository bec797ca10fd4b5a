package dev.sagfleet.agent.shaping;

/**
 * The synthetic traffic of one direction of a device: two flows, the instance bucket that both go through,
 * and the acceleration bucket below it.
 *
 * <p>A packet of the accelerated class passes if both buckets let it, and is then debited from both, else
 * from neither; any other packet asks the instance bucket alone. When the instance bucket is short, packets
 * of both classes find it ready alike, so that accelerated traffic passes in proportion to what is offered,
 * up to its own limit, and other traffic has the rest.
 */
final class PolicedDirection {
    private final TokenBuckets buckets;
    private final int instance;
    private final int acceleration;
    private final EvenFlow acceleratedFlow = new EvenFlow();
    private final EvenFlow otherFlow = new EvenFlow();

    private boolean isAccelerating;
    private long acceleratedOfferedBytes;
    private long acceleratedPassedBytes;
    private long otherOfferedBytes;
    private long otherPassedBytes;

    /** Uses two buckets side by side. */
    PolicedDirection(TokenBuckets buckets, int firstBucket) {
        this.buckets = buckets;
        instance = firstBucket;
        acceleration = firstBucket + 1;
    }

    void setRates(Rates rates, long nowNanos) {
        rates.set(buckets, instance, acceleration, nowNanos);
        isAccelerating = rates.acceleration().isPresent();
    }

    void setOffered(long acceleratedBitsPerSecond, long otherBitsPerSecond) {
        acceleratedFlow.setRate(acceleratedBitsPerSecond);
        otherFlow.setRate(otherBitsPerSecond);
    }

    /** Offers both flows from one time to another, at most {@link EvenFlow#INTERVAL_NANOS_MAX} later. */
    void pass(long fromNanos, long toNanos) {
        long accelerated = acceleratedFlow.bytes(toNanos - fromNanos);
        long other = otherFlow.bytes(toNanos - fromNanos);
        if (isAccelerating) {
            police(accelerated, other, fromNanos, toNanos);
        } else {
            police(0, accelerated + other, fromNanos, toNanos);
        }
    }

    private void police(long accelerated, long other, long fromNanos, long toNanos) {
        long offered = accelerated + other;
        long acceleratedMax = Math.min(accelerated, buckets.available(acceleration, fromNanos, toNanos));
        long passed = Math.min(acceleratedMax + other, buckets.available(instance, fromNanos, toNanos));
        long acceleratedPassed = offered == 0 ? 0 : Math.min(acceleratedMax, Share.of(passed, accelerated, offered));

        buckets.debit(instance, passed, fromNanos, toNanos);
        buckets.debit(acceleration, acceleratedPassed, fromNanos, toNanos);
        acceleratedOfferedBytes += accelerated;
        acceleratedPassedBytes += acceleratedPassed;
        otherOfferedBytes += other;
        otherPassedBytes += passed - acceleratedPassed;
    }

    ByteCounts accelerated() {
        return policed(acceleratedOfferedBytes, acceleratedPassedBytes);
    }

    ByteCounts other() {
        return policed(otherOfferedBytes, otherPassedBytes);
    }

    private static ByteCounts policed(long offeredBytes, long passedBytes) {
        return new ByteCounts(offeredBytes, passedBytes, offeredBytes - passedBytes, 0);
    }
}
