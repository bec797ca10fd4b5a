package dev.sagfleet.agent.device;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/**
 * What never changes about a device.
 *
 * @param user the user that an app client belongs to; absent for a box
 */
public record DeviceIdentity(SerialNumber serial, DeviceModel model, Optional<String> user) {
    public DeviceIdentity {
        requireNonNull(serial, "serial");
        requireNonNull(model, "model");
        requireNonNull(user, "user");
    }
}
