package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/**
 * What a controller knows a device by.
 *
 * @param user of an app client, if it is not the one of the fleet
 */
public record IssuedIdentity(SerialNumber serial, DeviceKey key, Optional<String> user) {
    DeviceBlueprint on(DeviceBlueprint device) {
        return new DeviceBlueprint(
                serial,
                key,
                device.model(),
                device.version(),
                device.role(),
                device.userName().map(name -> user.orElse(name)),
                device.bandwidth(),
                device.load(),
                device.place(),
                device.told());
    }
}
