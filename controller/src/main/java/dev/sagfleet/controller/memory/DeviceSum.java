package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareCounts;
import dev.sagfleet.controller.inventory.Presence;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Devices that have something in common, added up. */
final class DeviceSum {
    private String firmware = FirmwareCounts.UNKNOWN;
    private long registered;
    private long online;

    /** The sums of all devices of which something is the same, in the order of that. */
    static <G> Map<G, DeviceSum> grouped(Collection<Device> devices, Function<Device, G> groupOf, Comparator<G> order) {
        Map<G, DeviceSum> sums = new TreeMap<>(order);
        for (Device device : devices) {
            sums.computeIfAbsent(groupOf.apply(device), group -> new DeviceSum())
                    .add(device.presence());
        }
        return sums;
    }

    private void add(Presence presence) {
        registered++;
        online += presence.online() ? 1 : 0;
        presence.firmware().ifPresent(version -> addFirmware(version.toString()));
    }

    /** Equal versions may be written differently; the first one in the order of texts stands for them. */
    private void addFirmware(String text) {
        if (firmware.equals(FirmwareCounts.UNKNOWN) || TextOrder.BY_BYTES.compare(text, firmware) < 0) {
            firmware = text;
        }
    }

    long registered() {
        return registered;
    }

    long online() {
        return online;
    }

    FirmwareCounts.Count toCount() {
        return new FirmwareCounts.Count(firmware, registered, online);
    }
}
