package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.runtime.Chance;
import dev.sagfleet.agent.runtime.DrawPoint;
import dev.sagfleet.simulator.time.Seed;

/**
 * What one device draws. All that it has of its own is its seed: there may be 200,000 of them.
 *
 * @param run that boots are named by as well; shared by all devices
 * @param seed the value of the device's seed
 */
record DeviceChance(Seed run, long seed) implements Chance {
    @Override
    public long bits(DrawPoint point, int attempt) {
        Seed drawn = point == DrawPoint.BOOT ? run.at(seed) : new Seed(seed);
        return drawn.bits(point.name(), attempt);
    }
}
