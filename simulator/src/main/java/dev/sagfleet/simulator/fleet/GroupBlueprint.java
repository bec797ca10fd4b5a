package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.fault.Cohort;
import dev.sagfleet.simulator.fault.Place;
import dev.sagfleet.simulator.time.Seed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the instances of one group, each from nothing but its index, so that a group can grow and
 * nothing else changes.
 *
 * @param name what the names of its instances begin with
 * @param seed that everything random about the group is drawn from
 * @param regionId that its sites are in if it does not say other regions
 */
record GroupBlueprint(InstanceGroup group, String name, Seed seed, String regionId) {
    private static final String SERIAL = "serial";
    private static final int INSTANCE_ID_LENGTH = 18;

    /** The instance at an index from 0. */
    InstanceBlueprint instance(int index) {
        String instanceName = name + '-' + fourDigits(index + 1);
        Seed instance = seed.at(index);
        return new InstanceBlueprint(
                "sag-" + Alphanumerics.of(instance, "id", INSTANCE_ID_LENGTH),
                instanceName,
                group.model(),
                group.bandwidth(),
                group.haType(),
                group.users(),
                devices(instance, instanceName));
    }

    /** Whether devices of it may be in a cohort. */
    boolean has(Cohort cohort) {
        return switch (cohort.grouping()) {
            case SITE -> hasSite(cohort.name());
            case REGION ->
                group.spread()
                        .regions()
                        .map(mix -> mix.has(cohort.name()))
                        .orElse(cohort.name().equals(regionId));
            case BATCH -> group.spread().batchesOrOne().has(cohort.name());
        };
    }

    private boolean hasSite(String site) {
        int at = site.lastIndexOf('-') + 1;
        String digits = site.substring(at);
        if (!digits.matches("[0-9]{4,7}")) {
            return false;
        }
        int number = Integer.parseInt(digits);
        boolean isOwn = group.spread().sites().isEmpty();
        int numberMax = group.spread().sites().orElse(group.count());
        return number >= 1
                && number <= numberMax
                && site.equals((isOwn ? name + '-' : places().sites()) + fourDigits(number));
    }

    private GroupPlaces places() {
        return new GroupPlaces(group.spread(), seed, name);
    }

    /** Of all devices of an instance. A site is in the same region whichever instances are there. */
    private Place place(Seed instance, String instanceName, Seed device) {
        GroupPlaces places = places();
        return new Place(
                places.site(instance)
                        .map(number -> places.sites() + fourDigits(number + 1))
                        .orElse(instanceName),
                places.region(instance).orElse(regionId),
                group.spread().batchesOrOne().draw(device.bits("batch")));
    }

    private List<DeviceBlueprint> devices(Seed instance, String instanceName) {
        List<DeviceBlueprint> devices = new ArrayList<>(group.devicesPerInstance());
        for (int index = 0; index < group.devicesPerInstance(); index++) {
            devices.add(device(instance, instanceName, index));
        }
        return devices;
    }

    /** At least four. Not by a format: there may be a million of them. */
    static String fourDigits(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    /** What the serial number of a device is made from, one to one. */
    long serialBits(int instance, int device) {
        return seed.at(instance).at("device").at(device).bits(SERIAL);
    }

    private DeviceBlueprint device(Seed instance, String instanceName, int index) {
        Seed device = instance.at("device").at(index);
        boolean app = group.model() == DeviceModel.APP;
        return new DeviceBlueprint(
                new SerialNumber(
                        (app ? "app" : "sag") + Alphanumerics.of(device, SERIAL, Alphanumerics.CHARS_PER_DRAW)),
                key(device),
                group.model(),
                version(instance, device),
                app || index == 0 ? HaRole.ACTIVE : HaRole.STANDBY,
                app ? Optional.of("user" + fourDigits(index + 1) + '@' + instanceName) : Optional.empty(),
                group.bandwidth(),
                group.load(),
                place(instance, instanceName, device),
                places().told(instance, device));
    }

    private FirmwareVersion version(Seed instance, Seed device) {
        return group.firmware().draw((group.mixed() ? device : instance).bits("firmware"));
    }

    private static DeviceKey key(Seed device) {
        ByteBuffer bytes = ByteBuffer.allocate(DeviceKey.BYTES);
        for (int i = 0; bytes.hasRemaining(); i++) {
            bytes.putLong(device.bits("key", i));
        }
        return DeviceKey.of(bytes.array());
    }
}
