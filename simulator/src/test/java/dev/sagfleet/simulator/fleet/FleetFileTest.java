package dev.sagfleet.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.runtime.DelayPoint;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.delay.Distribution.Fixed;
import dev.sagfleet.simulator.delay.Distribution.LogNormal;
import dev.sagfleet.simulator.delay.Distribution.Uniform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetFileTest {
    static final String EXAMPLE =
            """
            region: cn-shanghai
            ccn: {name: branch-offices}
            plans:
              - {name: hq, bandwidth: 100}            # Mbit/s
            instances:
              - {model: SAG-100WM, count: 600, bandwidth: 20, firmware: {2.3.1.1: 30%, 2.4.0: 70%}}
              - {model: SAG-1000, count: 100, bandwidth: 200, firmware: 2.4.0, ha: warm_backup}
              - {model: APP, count: 20, users: 10, firmware: {2.3.0: 20%, 2.4.0: 80%}}
            """;

    @Test
    void theExampleIsRead() {
        FleetFile file = FleetFile.parse("fleet.yaml", EXAMPLE);

        assertThat(file.regionId()).isEqualTo("cn-shanghai");
        assertThat(file.ccnName()).isEqualTo("branch-offices");
        assertThat(file.plans()).containsExactly(new FleetFile.Plan("hq", Bandwidth.ofMegabits(100)));
        assertThat(file.groups())
                .containsExactly(
                        new InstanceGroup(
                                DeviceModel.SAG_100WM,
                                600,
                                HaType.NO_BACKUP,
                                0,
                                Bandwidth.ofMegabits(20),
                                mix("2.3.1.1", 30, "2.4.0", 70),
                                false,
                                new SymmetricLoad(12_000_000, 16_000_000)),
                        new InstanceGroup(
                                DeviceModel.SAG_1000,
                                100,
                                HaType.WARM_BACKUP,
                                0,
                                Bandwidth.ofMegabits(200),
                                FirmwareMix.of(FirmwareVersion.parse("2.4.0")),
                                false,
                                new SymmetricLoad(120_000_000, 160_000_000)),
                        new InstanceGroup(
                                DeviceModel.APP,
                                20,
                                HaType.NO_BACKUP,
                                10,
                                Bandwidth.ofMegabits(2),
                                mix("2.3.0", 20, "2.4.0", 80),
                                false,
                                new SymmetricLoad(1_200_000, 1_600_000)));
        assertThat(file.deviceCount()).isEqualTo(600 + 200 + 200);
    }

    @Test
    void whatMayBeLeftOutHasADefault() {
        FleetFile file = FleetFile.parse(
                "fleet.yaml", "instances: [{model: SAG-VCPE, count: 1, bandwidth: 1000, firmware: 2.4.0}]");

        assertThat(file.regionId()).isEqualTo("cn-shanghai");
        assertThat(file.ccnName()).isEqualTo("branch-offices");
        assertThat(file.plans()).isEmpty();
        assertThat(file.delays()).isEqualTo(DelayTable.NONE);
    }

    @Test
    void everyKeyIsHeeded() {
        FleetFile file = FleetFile.parse(
                "fleet.yaml",
                """
                region: eu-central-1
                ccn: {name: shops}
                plans: []
                instances:
                  - model: APP
                    count: 2
                    users: 1000
                    userBandwidth: 20000
                    firmware: {2.10: 1, 2.1: "99%"}
                    mixed: true
                    load: {accelerated: 0.5, other: 30.000001}
                delays:
                  APP:
                    boot: {median: 8s, p99: 15s}
                    connect: 200ms
                    associate: {from: 10ms, to: 1m}
                    dissociate: 0
                    changeBandwidth: {median: 1ms, p99: 60m}
                    changeRole: "2s"
                  SAG-1000: {}
                """);

        assertThat(file.regionId()).isEqualTo("eu-central-1");
        assertThat(file.ccnName()).isEqualTo("shops");
        assertThat(file.groups())
                .containsExactly(new InstanceGroup(
                        DeviceModel.APP,
                        2,
                        HaType.NO_BACKUP,
                        1000,
                        Bandwidth.ofMegabits(20),
                        mix("2.10", 1, "2.1", 99),
                        true,
                        new SymmetricLoad(500_000, 30_000_001)));
        assertThat(file.delays().of(DeviceModel.APP))
                .isEqualTo(Map.of(
                        DelayPoint.BOOT, new LogNormal(Duration.ofSeconds(8), Duration.ofSeconds(15)),
                        DelayPoint.CONNECT, new Fixed(Duration.ofMillis(200)),
                        DelayPoint.ASSOCIATE, new Uniform(Duration.ofMillis(10), Duration.ofMinutes(1)),
                        DelayPoint.DISSOCIATE, new Fixed(Duration.ZERO),
                        DelayPoint.CHANGE_BANDWIDTH, new LogNormal(Duration.ofMillis(1), Duration.ofHours(1)),
                        DelayPoint.CHANGE_ROLE, new Fixed(Duration.ofSeconds(2))));
        assertThat(file.delays().of(DeviceModel.SAG_1000)).isEmpty();
    }

    @Test
    void aVersionIsTheTextAndNotTheNumber() {
        FleetFile file = FleetFile.parse(
                "fleet.yaml", "instances: [{model: SAG-1000, count: 1, bandwidth: 10, firmware: 2.10}]");

        assertThat(file.groups().get(0).firmware().shares().get(0).version()).hasToString("2.10");
    }

    @Test
    void anAliasOfAScalarIsThatScalar() {
        FleetFile file = FleetFile.parse(
                "fleet.yaml",
                """
                instances:
                  - {model: SAG-1000, count: 1, bandwidth: 10, firmware: &latest 2.10.0}
                  - {model: SAG-1000, count: 1, bandwidth: 20, firmware: *latest}
                """);

        assertThat(file.groups().get(1).firmware()).isEqualTo(FirmwareMix.of(FirmwareVersion.parse("2.10.0")));
    }

    @Test
    void aFileIsReadFromDiskWithOrWithoutAByteOrderMark(@TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("fleet.yaml"), "\uFEFF" + EXAMPLE);

        assertThat(FleetFile.read(path)).isEqualTo(FleetFile.parse("fleet.yaml", EXAMPLE));
    }

    @Test
    void aGroupThatItsModelDoesNotAllowCannotBeMade() {
        FirmwareMix firmware = FirmwareMix.of(FirmwareVersion.parse("2.4.0"));
        Bandwidth bandwidth = Bandwidth.ofMegabits(20);
        SymmetricLoad load = SymmetricLoad.above(bandwidth);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InstanceGroup(
                        DeviceModel.SAG_1000, 1, HaType.COLD_BACKUP, 0, bandwidth, firmware, false, load))
                .withMessageContaining("haType");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new InstanceGroup(DeviceModel.APP, 1, HaType.NO_BACKUP, 0, bandwidth, firmware, false, load))
                .withMessageContaining("users");
    }

    static FirmwareMix mix(String first, int firstPercent, String second, int secondPercent) {
        return new FirmwareMix(List.of(
                new FirmwareMix.Share(FirmwareVersion.parse(first), firstPercent),
                new FirmwareMix.Share(FirmwareVersion.parse(second), secondPercent)));
    }
}
