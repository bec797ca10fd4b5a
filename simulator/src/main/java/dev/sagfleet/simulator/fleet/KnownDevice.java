package dev.sagfleet.simulator.fleet;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Place;
import java.util.Optional;

/**
 * A device as a controller knows it.
 *
 * @param instance that it is of
 * @param user of an app client; absent for a box
 * @param bandwidth of its instance; for an app client its user's own
 * @param place where it stands by all that is known: site, region and zone are there
 * @param firmware what it runs, as it last said; absent if it was never seen
 * @param knowsUpgrades whether it says what is in its slots; one that was never seen is taken to
 * @param running digest of what it runs and keeps; absent if that is not known
 * @param load what the users behind it sent last; absent if it has not reported that
 */
public record KnownDevice(
        SerialNumber serial,
        KnownInstance instance,
        DeviceModel model,
        HaRole role,
        Optional<String> user,
        Bandwidth bandwidth,
        Place place,
        boolean isOnline,
        Optional<FirmwareVersion> firmware,
        boolean knowsUpgrades,
        Optional<Digest> running,
        Optional<SymmetricLoad> load) {
    /** The instance of a device, likewise. */
    public record KnownInstance(String id, String name, String regionId, HaType haType) {
        public KnownInstance {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
            requireNonNull(regionId, "regionId");
            requireNonNull(haType, "haType");
        }
    }

    public KnownDevice {
        requireNonNull(serial, "serial");
        requireNonNull(instance, "instance");
        requireNonNull(model, "model");
        requireNonNull(role, "role");
        requireNonNull(user, "user");
        requireNonNull(bandwidth, "bandwidth");
        requireNonNull(place, "place");
        requireNonNull(firmware, "firmware");
        requireNonNull(running, "running");
        requireNonNull(load, "load");
    }

    /** Whether it can be upgraded at all, as far as is known. */
    boolean canBeUpgraded() {
        return firmware.isEmpty() || knowsUpgrades;
    }
}
