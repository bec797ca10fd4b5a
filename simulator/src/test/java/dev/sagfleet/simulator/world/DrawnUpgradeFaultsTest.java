package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fleets on virtual time whose upgrades go wrong as their seed has it. */
class DrawnUpgradeFaultsTest {
    private static final FirmwareVersion NEW = FirmwareVersion.parse("2.5.0");
    private static final String MANY =
            "{models: {SAG-100WM: {boot: 10%, check: 10%, flash: 10%, space: 5%, corrupt: 5%, drop@50%: 20%, stall: 5%,"
                    + " range: 10%, expire: 10%, torn: 10%, power: 20%, power@installing: 10%, tunnel: 5%}}}";

    @Test
    void theSameSeedMeetsTheSameFaultsAndADeviceThatIsAddedChangesNobodyElses() {
        Map<SerialNumber, String> first = ends(30, MANY);
        Map<SerialNumber, String> again = ends(30, MANY);
        Map<SerialNumber, String> grown = ends(45, MANY);

        assertThat(again).isEqualTo(first);
        assertThat(grown).containsAllEntriesOf(first).hasSize(45);
        assertThat(first.values().stream().distinct()).hasSizeGreaterThan(3);
    }

    /** Nothing that is said of faults which do not come about is felt anywhere. */
    @Test
    void faultsThatDoNotComeAboutChangeNothingAtAll() {
        assertThat(events("{models: {SAG-100WM: {boot: 0%, drop: 0%, power: 0%}}, correlate: site}"))
                .isEqualTo(events("{}"));
        assertThat(events("{batches: {B: {boot: 100%, power@installing: 100%}}}"))
                .isNotEqualTo(events("{}"));
    }

    @Test
    void allOfABatchFallBackAndNoneOfAnother() {
        var stage = new UpgradeStage(fleet(40, "{batches: {B: {boot: 100%}}, correlate: batch}"));
        upgradeAll(stage);

        assertThat(stage.devices()).allSatisfy(device -> assertThat(
                        stage.job(device.serial()).state())
                .isEqualTo(device.place().batch().equals("B") ? UpdateState.ROLLED_BACK : UpdateState.COMMITTED));
        assertThat(stage.devices().stream()
                        .map(device -> device.place().batch())
                        .distinct())
                .containsExactlyInAnyOrder("A", "B");
    }

    /** A wave that looks at the install alone sees nothing of it. */
    @Test
    void aBadImageCrashesHoursAfterItWasCommittedEverywhere() {
        var stage =
                new UpgradeStage(fleet(40, "{images: [{version: 2.5.0, model: SAG-100WM, batch: B, crash@6h: 50%}]}"));
        upgradeAll(stage);
        assertThat(stage.devices())
                .allMatch(device -> stage.job(device.serial()).state() == UpdateState.COMMITTED);

        stage.advance(Duration.ofHours(7));

        List<DeviceBlueprint> crashed = stage.devices().stream()
                .filter(device -> stage.job(device.serial()).progress().code() == UpdateCode.CRASHED_LATER)
                .toList();
        assertThat(crashed)
                .hasSizeBetween(3, 25)
                .allMatch(device -> device.place().batch().equals("B"))
                .allMatch(device -> !stage.state(device.serial()).firmware().equals(NEW));
    }

    private static Map<SerialNumber, String> ends(int boxes, String faults) {
        var stage = new UpgradeStage(fleet(boxes, faults));
        upgradeAll(stage);
        Map<SerialNumber, String> ends = new LinkedHashMap<>();
        stage.devices().forEach(device -> {
            var job = stage.job(device.serial());
            ends.put(device.serial(), job.state() + " " + job.progress().code());
        });
        return ends;
    }

    private static long events(String faults) {
        var stage = new UpgradeStage(fleet(10, faults));
        upgradeAll(stage);
        return stage.world().time().events();
    }

    private static void upgradeAll(UpgradeStage stage) {
        stage.build(NEW, 12L << 20, DeviceModel.SAG_100WM);
        stage.devices().forEach(device -> stage.order(device.serial(), NEW));
        stage.runUntilNoJobIsOpen(Duration.ofDays(1));
    }

    private static String fleet(int boxes, String faults) {
        return """
                instances:
                  - {model: SAG-100WM, count: %d, bandwidth: 20, firmware: 2.4.0, sites: 5, batches: {A: 50%%, B: 50%%}}
                firmwareFaults: %s
                """
                .formatted(boxes, faults);
    }
}
