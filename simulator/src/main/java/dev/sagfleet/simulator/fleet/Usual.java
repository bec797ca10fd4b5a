package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What devices of each model are like, as far as it is known of any: what stands in for those of which it is not known.
 *
 * @param versions what most of them run, of several the highest
 * @param loads what their users send, in the mean
 */
record Usual(Map<DeviceModel, FirmwareVersion> versions, Map<DeviceModel, SymmetricLoad> loads) {
    private static final FirmwareVersion NO_VERSION = FirmwareVersion.parse("0");

    static Usual of(List<KnownDevice> devices) {
        Map<DeviceModel, FirmwareVersion> versions = new EnumMap<>(DeviceModel.class);
        Map<DeviceModel, SymmetricLoad> loads = new EnumMap<>(DeviceModel.class);
        for (DeviceModel model : DeviceModel.values()) {
            List<KnownDevice> alike =
                    devices.stream().filter(device -> device.model() == model).toList();
            Map<FirmwareVersion, Integer> counts = new TreeMap<>();
            alike.forEach(device -> device.firmware().ifPresent(version -> counts.merge(version, 1, Integer::sum)));
            int most = counts.isEmpty() ? 0 : Collections.max(counts.values());
            counts.forEach((version, count) -> {
                if (count == most) {
                    versions.put(model, version);
                }
            });
            List<SymmetricLoad> known =
                    alike.stream().flatMap(device -> device.load().stream()).toList();
            if (!known.isEmpty()) {
                loads.put(model, mean(known));
            }
        }
        return new Usual(versions, loads);
    }

    private static SymmetricLoad mean(List<SymmetricLoad> loads) {
        long accelerated = loads.stream()
                .mapToLong(SymmetricLoad::acceleratedBitsPerSecond)
                .sum();
        long other = loads.stream().mapToLong(SymmetricLoad::otherBitsPerSecond).sum();
        return new SymmetricLoad(accelerated / loads.size(), other / loads.size());
    }

    FirmwareVersion version(DeviceModel model) {
        return versions.getOrDefault(model, NO_VERSION);
    }

    /** Where nothing is known of any, what a fleet file takes that does not say. */
    SymmetricLoad load(KnownDevice device) {
        return loads.getOrDefault(device.model(), SymmetricLoad.above(device.bandwidth()));
    }
}
