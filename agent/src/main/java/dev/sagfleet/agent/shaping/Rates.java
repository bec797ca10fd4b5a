package dev.sagfleet.agent.shaping;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DestinationPattern;
import java.util.List;
import java.util.Optional;

/**
 * The limits of a device, the same for each direction.
 *
 * @param instance the parent limit, for all traffic
 * @param acceleration the child limit, for accelerated traffic, which must keep within the parent too;
 *     one above the parent is allowed and the parent rules. Empty without acceleration: not associated,
 *     or suspended
 * @param destinations what the acceleration limit is for, besides what the device itself knows of
 */
public record Rates(Bandwidth instance, Optional<Bandwidth> acceleration, List<DestinationPattern> destinations) {
    public Rates {
        destinations = List.copyOf(destinations);
    }

    /** Limits for traffic that names no destinations. */
    public Rates(Bandwidth instance, Optional<Bandwidth> acceleration) {
        this(instance, acceleration, List.of());
    }

    /**
     * Whether the buckets of a device hold its traffic to these limits.
     *
     * @param firstBucket of {@link Traffic#BUCKETS}
     */
    public boolean areSet(TokenBuckets buckets, int firstBucket) {
        return areSetOneWay(buckets, firstBucket) && areSetOneWay(buckets, firstBucket + Traffic.BUCKETS / 2);
    }

    private boolean areSetOneWay(TokenBuckets buckets, int firstOfDirection) {
        return buckets.isSetTo(firstOfDirection, instance)
                && acceleration
                        .map(limit -> buckets.isSetTo(firstOfDirection + 1, limit))
                        .orElseGet(() -> buckets.isClosed(firstOfDirection + 1));
    }

    /** Sets the two buckets of a direction; the acceleration bucket is closed if there is no such limit. */
    void set(TokenBuckets buckets, int instanceBucket, int accelerationBucket, long nowNanos) {
        buckets.set(instanceBucket, instance, nowNanos);
        if (acceleration.isPresent()) {
            buckets.set(accelerationBucket, acceleration.get(), nowNanos);
        } else {
            buckets.setClosed(accelerationBucket, nowNanos);
        }
    }
}
