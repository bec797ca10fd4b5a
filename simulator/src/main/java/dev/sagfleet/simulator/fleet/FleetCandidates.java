package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.inventory.Region;
import dev.sagfleet.controller.rolloutcheck.CheckedDevice;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * The devices of a fleet as a rollout may be for them, before any of them runs: with the versions that they start with, none
 * of which has a security index.
 */
public final class FleetCandidates {
    private final ZoneId otherwise;

    /** What few versions there are, each once. */
    private final Map<FirmwareVersion, Optional<Digest>> images = new TreeMap<>();

    private FleetCandidates(ZoneId otherwise) {
        this.otherwise = otherwise;
    }

    /** All of them, in the order of the fleet. */
    public static List<CheckedDevice> of(Blueprint fleet) {
        var candidates = new FleetCandidates(zone(fleet.regionId()).orElseThrow());
        return fleet.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .map(candidates::candidate)
                .toList();
    }

    /** Whether there is a device for which something holds: as it is, and as a rollout may be for it. */
    public static boolean anyMatch(Blueprint fleet, BiPredicate<DeviceBlueprint, CheckedDevice> holds) {
        var candidates = new FleetCandidates(zone(fleet.regionId()).orElseThrow());
        return fleet.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .anyMatch(device -> holds.test(device, candidates.candidate(device)));
    }

    /** What stands for the bytes of a version, of which a fleet file has none. */
    public static Digest imageOf(FirmwareVersion version) {
        return Digest.ofText("image " + version.sortKey());
    }

    private CheckedDevice candidate(DeviceBlueprint device) {
        Place told = device.told();
        return new CheckedDevice(
                device.serial(),
                device.model(),
                Optional.of(device.version()),
                images.computeIfAbsent(device.version(), version -> Optional.of(imageOf(version))),
                device.place().site(),
                device.place().region(),
                told.batchOf(device.model()),
                told.zone().or(() -> zone(device.place().region())).orElse(otherwise),
                told.tags(),
                device.bandwidth(),
                0,
                OptionalInt.of(0));
    }

    /** Sites may be in regions that the service has not. */
    private static Optional<ZoneId> zone(String region) {
        return Region.of(region).map(Region::zone);
    }
}
