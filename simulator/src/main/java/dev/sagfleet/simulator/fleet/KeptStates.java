package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * What the flash of a fleet has kept.
 *
 * @param devices of those that were ever told anything
 * @param firmware of those that were ever told of an image
 */
public record KeptStates(Map<SerialNumber, DeviceState> devices, Map<SerialNumber, FirmwareState> firmware) {
    /** That of a fleet that was never told anything. */
    public static final KeptStates NONE = new KeptStates(Collections.emptyMap(), Collections.emptyMap());

    /** What a device has kept of its firmware. */
    Optional<FirmwareState> firmwareOf(SerialNumber serial) {
        return Optional.ofNullable(firmware.get(serial));
    }
}
