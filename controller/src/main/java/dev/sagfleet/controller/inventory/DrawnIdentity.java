package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;

/** What nobody else has, drawn for one device; used as far as the device has none of its own. */
public record DrawnIdentity(SerialNumber serial, String instanceId, DeviceKey key) {
    public DrawnIdentity {
        requireNonNull(serial, "serial");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(key, "key");
    }
}
