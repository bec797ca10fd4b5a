package dev.sagfleet.agent.shaping;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.util.Optional;

/**
 * The synthetic traffic of one direction of a device: two flows, the instance bucket that both go through,
 * and the acceleration bucket below it.
 *
 * <p>What the acceleration bucket lets through counts as arriving evenly at the instance bucket. When the
 * instance bucket is short, each class passes in proportion to its demand there, as with packets that
 * meet the acceleration bucket first and are then served as they come. What does not pass both is debited
 * from neither.
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
        buckets.set(instance, rates.instance(), nowNanos);
        Optional<Bandwidth> limit = rates.acceleration();
        isAccelerating = limit.isPresent();
        if (limit.isPresent()) {
            buckets.set(acceleration, limit.get(), nowNanos);
        } else {
            buckets.setClosed(acceleration, nowNanos);
        }
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
        long acceleratedDemand = Math.min(accelerated, buckets.available(acceleration, fromNanos, toNanos));
        long demand = acceleratedDemand + other;
        long passed = Math.min(demand, buckets.available(instance, fromNanos, toNanos));
        long acceleratedPassed = demand == 0 ? 0 : Share.of(passed, acceleratedDemand, demand);

        buckets.debit(instance, passed, fromNanos, toNanos);
        buckets.debit(acceleration, acceleratedPassed, fromNanos, toNanos);
        acceleratedOfferedBytes += accelerated;
        acceleratedPassedBytes += acceleratedPassed;
        otherOfferedBytes += other;
        otherPassedBytes += passed - acceleratedPassed;
    }

    ByteCounts accelerated() {
        return new ByteCounts(acceleratedOfferedBytes, acceleratedPassedBytes);
    }

    ByteCounts other() {
        return new ByteCounts(otherOfferedBytes, otherPassedBytes);
    }
}
