package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.simulator.time.Seed;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes the instances of one group, each from nothing but its index, so that a group can grow and
 * nothing else changes.
 *
 * @param name what the names of its instances begin with
 * @param seed that everything random about the group is drawn from
 */
record GroupBlueprint(InstanceGroup group, String name, Seed seed) {
    private static final String SERIAL = "serial";
    private static final int INSTANCE_ID_LENGTH = 18;
    private static final int KEY_LONGS = 4;

    /** The instance at an index from 0. */
    InstanceBlueprint instance(int index) {
        String instanceName = name + String.format(Locale.ROOT, "-%04d", index + 1);
        Seed instance = seed.at(index);
        return new InstanceBlueprint(
                "sag-" + Alphanumerics.of(instance, "id", INSTANCE_ID_LENGTH),
                instanceName,
                group.model(),
                group.bandwidth(),
                group.haType(),
                group.users(),
                IntStream.range(0, group.devicesPerInstance())
                        .mapToObj(device -> device(instance, instanceName, device))
                        .toList());
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
                app
                        ? Optional.of(String.format(Locale.ROOT, "user%04d@%s", index + 1, instanceName))
                        : Optional.empty(),
                group.bandwidth(),
                group.load());
    }

    private FirmwareVersion version(Seed instance, Seed device) {
        return group.firmware().draw((group.mixed() ? device : instance).bits("firmware"));
    }

    private static DeviceKey key(Seed device) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < KEY_LONGS; i++) {
            hex.append(HexFormat.of().toHexDigits(device.bits("key", i)));
        }
        return new DeviceKey(hex.toString());
    }
}
