package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.runtime.Flash;
import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.agent.timing.Timers;

/**
 * What a fleet stands on.
 *
 * @param loop that all of its devices run on
 * @param timers of that loop
 * @param links to the controller
 * @param flash that keeps the states of the devices
 * @param run tells this run of the fleet from others before the same controller, so that no two boots have the same name
 */
public record FleetPorts(Loop loop, Timers timers, DeviceLinks links, Flash flash, long run) {}
