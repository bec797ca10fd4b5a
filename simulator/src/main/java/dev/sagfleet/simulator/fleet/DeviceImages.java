package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.ImageBehaviour;

/** How images get on on the devices of a fleet. */
public interface DeviceImages {
    /** All are well everywhere. */
    DeviceImages WELL = serial -> ImageBehaviour.WELL;

    /** How they do on one device; called as the fleet starts, from one thread at a time. */
    ImageBehaviour of(SerialNumber serial);
}
