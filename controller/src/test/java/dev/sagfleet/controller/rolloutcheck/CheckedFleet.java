package dev.sagfleet.controller.rolloutcheck;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.Tags;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Fleets, and what the check says of rollouts to them. */
final class CheckedFleet {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final Origin ORIGIN = new Origin("r1", 7, NOW.toEpochMilli());
    private static final FirmwareVersion OLD = FirmwareVersion.parse("2.4.0");
    private static final FirmwareVersion NEW = FirmwareVersion.parse("2.5.0");
    static final long MEGABYTES_75 = 75_000_000;

    static Forecast forecast(String policy, List<CheckedDevice> fleet) {
        return check(policy, fleet).forecast().orElseThrow();
    }

    static CheckReport check(String policy, List<CheckedDevice> fleet) {
        return check(policy, fleet, List.of(manifest(List.of(DeviceModel.SAG_1000), Optional.empty(), 0)));
    }

    static CheckReport check(String policy, List<CheckedDevice> fleet, List<Manifest> images) {
        String text = "name: a\nimage: 2.5.0\n" + policy;
        return RolloutCheck.of(RolloutFile.parse("r.yaml", text, NOW), ORIGIN, images, fleet, NOW);
    }

    static Manifest manifest(List<DeviceModel> models, Optional<FirmwareVersion> least, int index) {
        return new Manifest(models, NEW, MEGABYTES_75, Digest.ofText("new"), least, index, "key", List.of());
    }

    static List<CheckedDevice> fleet(int devices, int sites) {
        List<CheckedDevice> fleet = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            fleet.add(new CheckedDevice(
                    new SerialNumber("sag" + i),
                    DeviceModel.SAG_1000,
                    Optional.of(OLD),
                    Optional.of(Digest.ofText("old")),
                    "site-" + i % sites,
                    "cn-shanghai",
                    "A",
                    ZoneId.of("Asia/Shanghai"),
                    Tags.NONE,
                    Bandwidth.ofMegabits(10),
                    0,
                    OptionalInt.of(1)));
        }
        return fleet;
    }

    /** The same with some of them otherwise. */
    static List<CheckedDevice> with(List<CheckedDevice> fleet, int count, UnaryOperator<CheckedDevice> change) {
        List<CheckedDevice> changed = new ArrayList<>(fleet);
        changed.subList(0, count).replaceAll(change);
        return changed;
    }

    static CheckedDevice upgraded(CheckedDevice device) {
        return changed(device, Optional.of(Digest.ofText("new")), device.zone(), 0);
    }

    static CheckedDevice secured(CheckedDevice device, int floor) {
        return changed(device, device.running(), device.zone(), floor);
    }

    static CheckedDevice in(CheckedDevice device, String zone) {
        return changed(device, device.running(), ZoneId.of(zone), 0);
    }

    private static CheckedDevice changed(CheckedDevice device, Optional<Digest> running, ZoneId zone, int floor) {
        return new CheckedDevice(
                device.serial(),
                device.model(),
                device.version(),
                running,
                device.site(),
                device.region(),
                device.batch(),
                zone,
                device.tags(),
                device.link(),
                floor,
                device.runningIndex());
    }

    static List<String> texts(CheckReport report) {
        return report.findings().stream().map(Finding::text).toList();
    }

    static List<String> unsound(CheckReport report) {
        return report.findings().stream()
                .filter(Finding::isUnsound)
                .map(Finding::text)
                .toList();
    }

    private CheckedFleet() {}
}
