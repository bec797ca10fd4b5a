package dev.sagfleet.simulator.delay;

import dev.sagfleet.agent.runtime.DelayPoint;
import dev.sagfleet.agent.runtime.Delays;
import dev.sagfleet.simulator.time.Seed;
import java.util.Map;
import java.util.Optional;

/**
 * What one device takes. All that it has of its own is its seed: there may be 200,000 of them.
 *
 * @param byPoint shared by all devices of the model
 * @param seed the value of the device's seed
 */
record DeviceDelays(Map<DelayPoint, Distribution> byPoint, long seed) implements Delays {
    @Override
    public long nanos(DelayPoint point, long attempt) {
        return Optional.ofNullable(byPoint.get(point))
                .map(distribution -> distribution.nanos(new Seed(seed).fraction(point.label(), attempt)))
                .orElse(0L);
    }
}
