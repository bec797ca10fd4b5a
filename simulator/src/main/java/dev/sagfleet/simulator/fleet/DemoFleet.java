package dev.sagfleet.simulator.fleet;

import static dev.sagfleet.agent.protocol.DeviceModel.APP;
import static dev.sagfleet.agent.protocol.DeviceModel.SAG_1000;
import static dev.sagfleet.agent.protocol.DeviceModel.SAG_100WM;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.simulator.delay.DelayTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The fleet for those who have no file: some of everything, with versions on both sides of 2.4.0.
 *
 * <p>Half are single SAG-100WM; a tenth each are SAG-100WM in cold pairs, SAG-100WM in warm pairs and
 * SAG-1000 in warm pairs; the rest are single SAG-1000 and app clients. Below 10 devices there is no
 * room for some of everything, and all are single SAG-100WM.
 */
public final class DemoFleet {
    public static final int DEFAULT_DEVICES = 1000;

    private static final int DEVICES_OF_EVERYTHING_MIN = 10;
    private static final int USERS_PER_INSTANCE = 10;

    private static final FirmwareMix BRANCH_FIRMWARE =
            mix(share("2.3.1.1", 30), share("2.4.0", 40), share("2.4.1", 20), share("2.10.0", 10));
    private static final FirmwareMix PAIR_FIRMWARE = mix(share("2.3.1.1", 20), share("2.4.1", 80));
    private static final FirmwareMix APP_VERSIONS = mix(share("2.3.0", 20), share("2.4.0", 50), share("2.10.0", 30));

    /** A fleet of exactly this many devices, 0 to 1,000,000; its network and its plans are there in any case. */
    public static FleetFile of(int devices) {
        if (devices < 0 || devices > FleetFile.DEVICES_MAX) {
            throw new IllegalArgumentException(
                    "devices: " + devices + " (expected: 0 to " + FleetFile.DEVICES_MAX + ')');
        }
        List<InstanceGroup> others = devices < DEVICES_OF_EVERYTHING_MIN ? List.of() : others(devices);
        int left = Math.toIntExact(
                devices - others.stream().mapToLong(InstanceGroup::deviceCount).sum());
        List<InstanceGroup> groups = new ArrayList<>();
        if (left > 0) {
            groups.add(boxes(SAG_100WM, left, HaType.NO_BACKUP, 20, BRANCH_FIRMWARE, false));
        }
        groups.addAll(others);
        return new FleetFile(
                FleetFile.DEFAULT_REGION_ID,
                FleetFile.DEFAULT_CCN_NAME,
                List.of(
                        new FleetFile.Plan("hq", Bandwidth.ofMegabits(100)),
                        new FleetFile.Plan("branches", Bandwidth.ofMegabits(50))),
                groups,
                DelayTable.NONE);
    }

    private static List<InstanceGroup> others(int devices) {
        int twentieth = Math.max(1, devices / 20);
        int users = Math.max(1, devices * 3 / 20);
        int usersPerInstance = Math.min(USERS_PER_INSTANCE, users);
        return List.of(
                boxes(SAG_100WM, twentieth, HaType.COLD_BACKUP, 20, mix(share("2.3.1.1", 100)), false),
                // Each box its own version, so that some pairs have one below 2.4.0.
                boxes(SAG_100WM, twentieth, HaType.WARM_BACKUP, 50, PAIR_FIRMWARE, true),
                boxes(SAG_1000, twentieth, HaType.WARM_BACKUP, 200, mix(share("2.4.0", 100)), false),
                boxes(SAG_1000, twentieth, HaType.NO_BACKUP, 100, mix(share("2.10.0", 100)), false),
                app(users / usersPerInstance, usersPerInstance));
    }

    private static InstanceGroup boxes(
            DeviceModel model, int count, HaType haType, int megabits, FirmwareMix firmware, boolean mixed) {
        Bandwidth bandwidth = Bandwidth.ofMegabits(megabits);
        return new InstanceGroup(model, count, haType, 0, bandwidth, firmware, mixed, SymmetricLoad.above(bandwidth));
    }

    private static InstanceGroup app(int count, int users) {
        Bandwidth bandwidth = Bandwidth.ofMegabits(2);
        return new InstanceGroup(
                APP, count, HaType.NO_BACKUP, users, bandwidth, APP_VERSIONS, false, SymmetricLoad.above(bandwidth));
    }

    private static FirmwareMix mix(FirmwareMix.Share... shares) {
        return new FirmwareMix(List.of(shares));
    }

    private static FirmwareMix.Share share(String version, int percent) {
        return new FirmwareMix.Share(FirmwareVersion.parse(version), percent);
    }

    private DemoFleet() {}
}
