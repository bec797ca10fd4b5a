package dev.sagfleet.simulator.delay;

import dev.sagfleet.agent.runtime.Delays;
import dev.sagfleet.agent.runtime.Occasion;
import dev.sagfleet.simulator.time.Seed;
import java.util.Map;
import java.util.Optional;

/**
 * What one device takes. All that it has of its own is its seed: there may be 200,000 of them.
 *
 * @param byOccasion shared by all devices of the model
 * @param seed the value of the device's seed
 */
record DeviceDelays(Map<Occasion, Distribution> byOccasion, long seed) implements Delays {
    @Override
    public long nanos(Occasion occasion, long attempt) {
        return Optional.ofNullable(byOccasion.get(occasion))
                .map(distribution -> distribution.nanos(new Seed(seed).fraction(occasion.label(), attempt)))
                .orElse(0L);
    }
}
