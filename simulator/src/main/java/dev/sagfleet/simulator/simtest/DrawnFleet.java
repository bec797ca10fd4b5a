package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.delay.TypicalDelays;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.FirmwareMix;
import dev.sagfleet.simulator.fleet.FleetFile;
import dev.sagfleet.simulator.fleet.InstanceGroup;
import dev.sagfleet.simulator.fleet.SymmetricLoad;
import dev.sagfleet.simulator.time.Seed;
import java.util.ArrayList;
import java.util.List;

/** A small fleet of any models, pairs and apps. */
final class DrawnFleet {
    /** What an instance can be; boxes more often than anything. */
    private static final List<Kind> KINDS = List.of(
            new Kind(DeviceModel.SAG_100WM, HaType.NO_BACKUP, 0, 20),
            new Kind(DeviceModel.SAG_100WM, HaType.WARM_BACKUP, 0, 50),
            new Kind(DeviceModel.SAG_1000, HaType.NO_BACKUP, 0, 100),
            new Kind(DeviceModel.SAG_1000, HaType.WARM_BACKUP, 0, 200),
            new Kind(DeviceModel.SAG_100WM, HaType.COLD_BACKUP, 0, 30),
            new Kind(DeviceModel.SAG_VCPE, HaType.NO_BACKUP, 0, 100),
            new Kind(DeviceModel.APP, HaType.NO_BACKUP, 3, 2));

    private static final List<String> VERSIONS = List.of("2.3.1.1", "2.4.0", "2.4.1", "2.10.0");

    private record Kind(DeviceModel model, HaType haType, int users, int megabits) {}

    static Blueprint of(SimOptions options) {
        Seed seed = new Seed(options.seed()).at("simtest fleet");
        List<InstanceGroup> groups = new ArrayList<>();
        for (int i = 0; i < options.instances(); i++) {
            Seed own = seed.at(i);
            Kind kind = KINDS.get(any(own, "kind", KINDS.size()));
            // Most can accelerate, or little would happen.
            String version = own.fraction("old") < 0.15 ? "2.3.1.1" : VERSIONS.get(any(own, "version", 4));
            Bandwidth bandwidth = Bandwidth.ofMegabits(kind.megabits());
            groups.add(new InstanceGroup(
                    kind.model(),
                    1,
                    kind.haType(),
                    kind.users(),
                    bandwidth,
                    new FirmwareMix(List.of(new FirmwareMix.Share(FirmwareVersion.parse(version), 100))),
                    false,
                    SymmetricLoad.above(bandwidth)));
        }
        var file = new FleetFile(
                FleetFile.DEFAULT_REGION_ID,
                FleetFile.DEFAULT_CCN_NAME,
                List.of(
                        new FleetFile.Plan("hq", Bandwidth.ofMegabits(100)),
                        new FleetFile.Plan("branches", Bandwidth.ofMegabits(20))),
                groups,
                DelayTable.NONE);
        return Blueprint.of(file, options.seed());
    }

    /** Half of the fleets take their time, and half are as fast as the network. */
    static DelayTable delays(SimOptions options) {
        boolean isSlow = new Seed(options.seed()).fraction("simtest delays") < 0.5;
        return isSlow ? TypicalDelays.TABLE : DelayTable.NONE;
    }

    private static int any(Seed seed, String purpose, int of) {
        return (int) (seed.fraction(purpose) * of);
    }

    private DrawnFleet() {}
}
