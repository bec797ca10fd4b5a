package dev.sagfleet.controller.rolloutcheck;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.TagCondition;
import dev.sagfleet.controller.rollout.Targets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which devices a rollout is for, and what keeps the others out. */
final class Matching {
    private final Targets targets;
    private final List<Manifest> images;
    private final Map<SerialNumber, Integer> listed = new TreeMap<>();
    private final Map<SerialNumber, Match> matches = new TreeMap<>();
    private final Map<DeviceModel, Integer> withoutImage = new EnumMap<>(DeviceModel.class);
    private int tooOld;

    /** A device with its image, and its place in the list of the targets. */
    record Match(CheckedDevice device, Manifest image, int listed) {}

    Matching(Targets targets, List<Manifest> images) {
        this.targets = targets;
        this.images = images;
        targets.devices().forEach(serial -> listed.putIfAbsent(serial, listed.size()));
    }

    void addAll(List<CheckedDevice> devices) {
        for (CheckedDevice device : devices) {
            if (meetsAll(device)) {
                imageOf(device.model())
                        .ifPresentOrElse(
                                image -> add(device, image), () -> withoutImage.merge(device.model(), 1, Integer::sum));
            }
        }
    }

    private void add(CheckedDevice device, Manifest image) {
        matches.put(device.serial(), new Match(device, image, listed.getOrDefault(device.serial(), 0)));
        boolean isTooOld = image.minimumVersion()
                .flatMap(least -> device.version().filter(version -> version.compareTo(least) < 0))
                .isPresent();
        tooOld += isTooOld ? 1 : 0;
    }

    private Optional<Manifest> imageOf(DeviceModel model) {
        return images.stream().filter(image -> image.models().contains(model)).findFirst();
    }

    /** By serial number. */
    Map<SerialNumber, Match> matches() {
        return matches;
    }

    /** Devices that are meant, and have no image, by their model. */
    Map<DeviceModel, Integer> withoutImage() {
        return withoutImage;
    }

    /** Devices that match and run less than their image asks for. */
    int tooOld() {
        return tooOld;
    }

    /** What the targets ask for, one by one. */
    List<Filter> filters(List<CheckedDevice> devices) {
        List<Filter> filters = new ArrayList<>();
        if (!targets.models().isEmpty()) {
            filters.add(filter("models", devices, device -> targets.models().contains(device.model())));
        }
        targets.version()
                .ifPresent(version ->
                        filters.add(filter("version", devices, device -> version.isMetBy(device.version()))));
        if (!targets.regions().isEmpty()) {
            filters.add(filter("regions", devices, device -> targets.regions().contains(device.region())));
        }
        for (TagCondition tag : targets.tags()) {
            filters.add(filter("tag " + tag.name(), devices, device -> tag.isMetBy(device.tags())));
        }
        if (!targets.devices().isEmpty()) {
            filters.add(filter("devices", devices, device -> listed.containsKey(device.serial())));
        }
        return filters;
    }

    private static Filter filter(String name, List<CheckedDevice> devices, Predicate<CheckedDevice> isMet) {
        return new Filter(name, Math.toIntExact(devices.stream().filter(isMet).count()));
    }

    private boolean meetsAll(CheckedDevice device) {
        return targets.allow(device.model(), device.region())
                && targets.allow(device.version())
                && targets.allow(device.tags())
                && (listed.isEmpty() || listed.containsKey(device.serial()));
    }
}
