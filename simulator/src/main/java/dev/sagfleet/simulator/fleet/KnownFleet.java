package dev.sagfleet.simulator.fleet;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.firmware.Slots;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fault.Place;
import dev.sagfleet.simulator.time.Seed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The fleet of a controller, as simulated devices like those that it has.
 *
 * @param kept what is in the slots of those that do not run what they left a factory with
 * @param offline those that are not connected
 * @param leftOut how many are not among them, since they know no upgrades
 * @param unseen how many were never seen: they are taken to run what most of their model run
 * @param quiet of how many it is not known what their users send: they are taken to send what others of their model do
 */
public record KnownFleet(
        Blueprint blueprint, KeptStates kept, Set<SerialNumber> offline, int leftOut, int unseen, int quiet) {
    /** Their own keys are secrets that nobody tells. */
    private static final Seed KEYS = new Seed(0).at("known");

    /** What a device is of whose batch is not known, as a fleet file without batches has it. */
    private static final String NO_BATCH = "A";

    public KnownFleet {
        requireNonNull(blueprint, "blueprint");
        requireNonNull(kept, "kept");
        offline = Collections.unmodifiableSet(new TreeSet<>(offline));
    }

    /**
     * The fleet of these devices, whose order it keeps.
     *
     * @param known at least one of which can be upgraded
     */
    public static KnownFleet of(List<KnownDevice> known) {
        List<KnownDevice> devices =
                known.stream().filter(KnownDevice::canBeUpgraded).toList();
        if (devices.isEmpty()) {
            throw new IllegalArgumentException("devices: none that can be upgraded (expected: one at least)");
        }
        Usual usual = Usual.of(devices);
        Map<String, List<KnownDevice>> byInstance = new LinkedHashMap<>();
        Map<SerialNumber, FirmwareState> firmware = new LinkedHashMap<>();
        Set<SerialNumber> offline = new TreeSet<>();
        for (KnownDevice device : devices) {
            byInstance
                    .computeIfAbsent(device.instance().id(), any -> new ArrayList<>())
                    .add(device);
            slots(device).ifPresent(state -> firmware.put(device.serial(), state));
            if (!device.isOnline()) {
                offline.add(device.serial());
            }
        }
        List<InstanceBlueprint> instances = byInstance.values().stream()
                .map(ofOne -> instance(ofOne, usual))
                .toList();
        return new KnownFleet(
                Blueprint.known(devices.get(0).instance().regionId(), instances),
                new KeptStates(Collections.emptyMap(), firmware),
                offline,
                known.size() - devices.size(),
                count(devices, device -> device.firmware().isEmpty()),
                count(devices, device -> device.load().isEmpty()));
    }

    private static int count(List<KnownDevice> devices, Predicate<KnownDevice> isMeant) {
        return (int) devices.stream().filter(isMeant).count();
    }

    private static Optional<FirmwareState> slots(KnownDevice device) {
        Optional<FirmwareVersion> version = device.firmware();
        Optional<Digest> running = device.running();
        if (version.isEmpty() || running.isEmpty()) {
            return Optional.empty();
        }
        FirmwareState factory = FirmwareState.factory(device.model(), version.get());
        if (factory.image().digest().equals(running.get())) {
            return Optional.empty();
        }
        return Optional.of(new FirmwareState(
                Slots.factory(new Image(version.get(), running.get(), 0)),
                factory.boot(),
                factory.securityFloor(),
                factory.withdrawnKeys(),
                factory.refused(),
                factory.held(),
                factory.job(),
                factory.next()));
    }

    private static InstanceBlueprint instance(List<KnownDevice> devices, Usual usual) {
        KnownDevice first = devices.get(0);
        boolean isApp = first.model() == DeviceModel.APP;
        return new InstanceBlueprint(
                first.instance().id(),
                first.instance().name(),
                first.model(),
                first.bandwidth(),
                first.instance().haType(),
                isApp ? devices.size() : 0,
                devices.stream()
                        .sorted((one, other) -> one.role().compareTo(other.role()))
                        .map(device -> device(device, usual))
                        .toList());
    }

    private static DeviceBlueprint device(KnownDevice device, Usual usual) {
        String site = device.place().site().orElse(device.instance().id());
        String region = device.place().region().orElse(device.instance().regionId());
        return new DeviceBlueprint(
                device.serial(),
                key(device.serial()),
                device.model(),
                device.firmware().orElseGet(() -> usual.version(device.model())),
                device.role(),
                device.user(),
                device.bandwidth(),
                device.load().orElseGet(() -> usual.load(device)),
                new Place(site, region, device.place().batch().orElse(NO_BATCH)),
                device.place());
    }

    private static DeviceKey key(SerialNumber serial) {
        Seed seed = KEYS.at(serial.text());
        ByteBuffer bytes = ByteBuffer.allocate(DeviceKey.BYTES);
        for (int i = 0; bytes.hasRemaining(); i++) {
            bytes.putLong(seed.bits("key", i));
        }
        return DeviceKey.of(bytes.array());
    }
}
