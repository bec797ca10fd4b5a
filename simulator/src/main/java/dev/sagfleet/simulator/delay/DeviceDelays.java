package dev.sagfleet.simulator.delay;

import dev.sagfleet.agent.runtime.DelayPoint;
import dev.sagfleet.agent.runtime.Delays;
import dev.sagfleet.simulator.time.Seed;
import java.util.Map;

/**
 * What one device takes. All that it has of its own is its seed: there may be 200,000 of them.
 *
 * @param byPoint shared by all devices of the model
 * @param seed the value of the device's seed
 */
record DeviceDelays(Map<DelayPoint, Distribution> byPoint, long seed) implements Delays {
    @Override
    public long nanos(DelayPoint point, long attempt) {
        Distribution distribution = byPoint.get(point);
        return distribution == null ? 0 : distribution.nanos(new Seed(seed).fraction(point.label(), attempt));
    }
}
