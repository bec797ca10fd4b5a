package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.runtime.FirmwarePorts;
import dev.sagfleet.agent.runtime.Flash;
import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.agent.timing.Timers;
import java.util.Optional;

/**
 * What a fleet stands on.
 *
 * @param loop that all of its devices run on
 * @param timers of that loop
 * @param links to the controller
 * @param flash that keeps the states of the devices
 * @param run tells this run of the fleet from others before the same controller, so that no two boots have the same name
 * @param firmware what its devices need to be upgraded; without it they know no upgrades
 * @param images how images get on on them
 */
public record FleetPorts(
        Loop loop,
        Timers timers,
        DeviceLinks links,
        Flash flash,
        long run,
        Optional<FirmwarePorts> firmware,
        DeviceImages images) {
    /** Those of a fleet whose devices know no upgrades. */
    public FleetPorts(Loop loop, Timers timers, DeviceLinks links, Flash flash, long run) {
        this(loop, timers, links, flash, run, Optional.empty(), DeviceImages.WELL);
    }
}
