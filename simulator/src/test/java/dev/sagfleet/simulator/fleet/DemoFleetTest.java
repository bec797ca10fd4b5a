package dev.sagfleet.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoFleetTest {
    @Test
    void everySizeIsMetExactly() {
        long seed = 2018_03_13;
        IntStream sizes = IntStream.concat(
                IntStream.rangeClosed(1, 3_000), new SplittableRandom(seed).ints(2_000, 1, FleetFile.DEVICES_MAX + 1));

        sizes.forEach(size ->
                assertThat(DemoFleet.of(size).deviceCount()).as("seed %d", seed).isEqualTo(size));
        assertThat(DemoFleet.of(FleetFile.DEVICES_MAX).deviceCount()).isEqualTo(FleetFile.DEVICES_MAX);
    }

    @Test
    void fromTenDevicesOnThereIsSomeOfEverything() {
        for (int size : List.of(10, 11, 19, 20, 39, 40, 100, 999, 1_000)) {
            FleetFile file = DemoFleet.of(size);

            assertThat(file.groups().stream().map(group -> group.model() + " " + group.haType()))
                    .containsExactly(
                            "SAG_100WM NO_BACKUP",
                            "SAG_100WM COLD_BACKUP",
                            "SAG_100WM WARM_BACKUP",
                            "SAG_1000 WARM_BACKUP",
                            "SAG_1000 NO_BACKUP",
                            "APP NO_BACKUP");
            assertThat(versions(file))
                    .anyMatch(version -> !version.acceleratesApplications())
                    .anyMatch(FirmwareVersion::acceleratesApplications);
        }
    }

    @Test
    void aThousandDevicesAreMixedAsDescribed() {
        FleetFile file = DemoFleet.of(DemoFleet.DEFAULT_DEVICES);

        assertThat(file.groups().stream().map(InstanceGroup::deviceCount))
                .containsExactly(500L, 100L, 100L, 100L, 50L, 150L);
        assertThat(versions(file).stream().map(FirmwareVersion::toString).distinct())
                .containsExactlyInAnyOrder("2.3.1.1", "2.4.0", "2.4.1", "2.10.0", "2.3.0");
        assertThat(file.ccnName()).isEqualTo("branch-offices");
        assertThat(file.plans().stream()
                        .map(plan -> plan.name() + " " + plan.bandwidth().bitsPerSecond()))
                .containsExactly("hq 100000000", "branches 50000000");
    }

    @Test
    void withoutDevicesItsNetworkAndItsPlansAreThere() {
        FleetFile file = DemoFleet.of(0);

        assertThat(Blueprint.of(file, 1).deviceCount()).isZero();
        assertThat(file.plans()).hasSize(2);
    }

    @Test
    void fewerThanNoneAndTooManyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoFleet.of(-1))
                .withMessage("devices: -1 (expected: 0 to 1000000)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoFleet.of(1_000_001))
                .withMessage("devices: 1000001 (expected: 0 to 1000000)");
    }

    private static List<FirmwareVersion> versions(FleetFile file) {
        return Blueprint.of(file, 1).instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .map(DeviceBlueprint::version)
                .toList();
    }
}
