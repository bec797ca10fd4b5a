package dev.sagfleet.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.rollout.Tags;
import dev.sagfleet.simulator.fault.Cohort;
import dev.sagfleet.simulator.fault.Grouping;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fleets of what a controller knows. */
class KnownFleetTest {
    private static final FirmwareVersion OLD = FirmwareVersion.parse("2.4.0");
    private static final FirmwareVersion NEW = FirmwareVersion.parse("2.5.0");
    private static final Place PLACE = new Place(
            Optional.of("tower-1"),
            Optional.of("cn-beijing"),
            Optional.of(ZoneId.of("Asia/Tokyo")),
            Optional.of("B"),
            Tags.parse("ring=a"));

    private static KnownDevice device(
            String serial,
            String instance,
            HaRole role,
            Optional<FirmwareVersion> firmware,
            boolean knowsUpgrades,
            Optional<Digest> running,
            Optional<SymmetricLoad> load) {
        return new KnownDevice(
                new SerialNumber(serial),
                new KnownDevice.KnownInstance(instance, "name of " + instance, "cn-shanghai", HaType.WARM_BACKUP),
                DeviceModel.SAG_1000,
                role,
                Optional.empty(),
                Bandwidth.ofMegabits(100),
                PLACE,
                firmware.isPresent(),
                firmware,
                knowsUpgrades,
                running,
                load);
    }

    private static KnownDevice running(String serial, FirmwareVersion version, long load) {
        return device(
                serial,
                "sag-" + serial,
                HaRole.ACTIVE,
                Optional.of(version),
                true,
                Optional.of(Digest.ofFactory(DeviceModel.SAG_1000, version)),
                Optional.of(new SymmetricLoad(load, 0)));
    }

    private static KnownDevice unseen(String serial) {
        return device(
                serial, "sag-" + serial, HaRole.ACTIVE, Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    @Test
    void thePlaceOfADeviceIsWhatTheControllerSaysItIs() {
        Blueprint fleet = KnownFleet.of(List.of(running("box1", OLD, 1))).blueprint();

        DeviceBlueprint device = fleet.instances().get(0).devices().get(0);
        assertThat(device.told()).isEqualTo(PLACE);
        assertThat(fleet.has(new Cohort(Grouping.SITE, "tower-1"))).isTrue();
        assertThat(fleet.has(new Cohort(Grouping.REGION, "cn-beijing"))).isTrue();
        assertThat(fleet.has(new Cohort(Grouping.BATCH, "B"))).isTrue();
        assertThat(fleet.has(new Cohort(Grouping.BATCH, "A"))).isFalse();
        assertThat(fleet.deviceCount()).isOne();
    }

    @Test
    void whatIsNotKnownOfADeviceIsTakenOfOthersOfItsModel() {
        KnownFleet known = KnownFleet.of(List.of(
                unseen("box0"), running("box1", OLD, 100), running("box2", OLD, 200), running("box3", NEW, 600)));

        DeviceBlueprint unseen = known.blueprint().instances().get(0).devices().get(0);
        assertThat(unseen.version()).isEqualTo(OLD);
        assertThat(unseen.load()).isEqualTo(new SymmetricLoad(300, 0));
        assertThat(known.offline()).containsExactly(new SerialNumber("box0"));
        assertThat(known.unseen()).isOne();
        assertThat(known.quiet()).isOne();
        assertThat(KnownFleet.of(List.of(unseen("box0")))
                        .blueprint()
                        .instances()
                        .get(0)
                        .devices()
                        .get(0)
                        .load())
                .isEqualTo(SymmetricLoad.above(Bandwidth.ofMegabits(100)));
    }

    @Test
    void onlyWhatDidNotComeFromAFactoryIsKeptInSlots() {
        Digest image = Digest.ofText("an image");
        KnownFleet known = KnownFleet.of(List.of(
                running("box1", OLD, 1),
                device("box2", "sag-2", HaRole.ACTIVE, Optional.of(NEW), true, Optional.of(image), Optional.empty())));

        assertThat(known.kept().firmware()).containsOnlyKeys(new SerialNumber("box2"));
        assertThat(known.kept()
                        .firmwareOf(new SerialNumber("box2"))
                        .orElseThrow()
                        .image()
                        .digest())
                .isEqualTo(image);
    }

    @Test
    void thePartsOfAPairAreOneInstanceWithTheActiveOneFirst() {
        KnownFleet known = KnownFleet.of(List.of(
                device("a", "sag-1", HaRole.STANDBY, Optional.of(OLD), true, Optional.empty(), Optional.empty()),
                device("b", "sag-1", HaRole.ACTIVE, Optional.of(OLD), true, Optional.empty(), Optional.empty())));

        assertThat(known.blueprint().instances()).hasSize(1);
        assertThat(known.blueprint().instances().get(0).devices())
                .extracting(device -> device.serial().text())
                .containsExactly("b", "a");
    }

    @Test
    void whatKnowsNoUpgradesIsLeftOut() {
        KnownDevice other =
                device("other", "sag-9", HaRole.ACTIVE, Optional.of(OLD), false, Optional.empty(), Optional.empty());

        KnownFleet known = KnownFleet.of(List.of(running("box1", OLD, 1), other));

        assertThat(known.leftOut()).isOne();
        assertThat(known.blueprint().deviceCount()).isOne();
        assertThatThrownBy(() -> KnownFleet.of(List.of(other)))
                .hasMessage("devices: none that can be upgraded (expected: one at least)");
    }
}
