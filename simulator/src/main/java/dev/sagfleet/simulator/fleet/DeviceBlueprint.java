package dev.sagfleet.simulator.fleet;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fault.Place;
import java.util.Optional;

/**
 * One device before it is built: a box, or one user's app client.
 *
 * @param serial unique in the fleet
 * @param key what the device authenticates with: never shown
 * @param version the firmware or app version that it starts with
 * @param role the part that it plays at first
 * @param userName of an app client, unique in the fleet, 7 to 33 characters; empty for a box
 * @param bandwidth of its instance; for an app client its user's own
 * @param load what the users behind it would send
 * @param place where it stands, and what it was made with
 * @param told what of that a controller is told, which goes by its instance for the rest
 */
public record DeviceBlueprint(
        SerialNumber serial,
        DeviceKey key,
        DeviceModel model,
        FirmwareVersion version,
        HaRole role,
        Optional<String> userName,
        Bandwidth bandwidth,
        SymmetricLoad load,
        Place place,
        dev.sagfleet.controller.inventory.Place told) {
    public DeviceBlueprint {
        requireNonNull(serial, "serial");
        requireNonNull(key, "key");
        requireNonNull(version, "version");
        requireNonNull(place, "place");
        requireNonNull(told, "told");
    }
}
