package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.inventory.AutoUpgradePolicy;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.ReportedSlots;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.memory.CommitConditions;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.controller.rpc.ResponseFormat;
import dev.sagfleet.controller.rpc.RpcRequest;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.delay.TypicalDelays;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DemoFleet;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.virtual.LineConditions;
import dev.sagfleet.simulator.virtual.VirtualController;
import dev.sagfleet.simulator.virtual.VirtualFlash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies of automatic upgrades by the controller's production code, on virtual time. */
class VirtualPolicyTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final VirtualWorld world = VirtualWorld.start(new VirtualWorld.Setup(
            Blueprint.of(DemoFleet.of(20), 1),
            1,
            Backoff.DEFAULT,
            TypicalDelays.TABLE,
            LineConditions.of(5_000_000, 20_000_000, (serial, sent) -> 0.5),
            VirtualFlash.Conditions.PERFECT,
            new VirtualController.Setup(
                    SessionTiming.DEFAULT,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30),
                    CommitConditions.steady(Duration.ofMillis(2))),
            VirtualWorld.Clock.RIGHT));

    private InstanceBlueprint instance;
    private Device box;

    /** A box that is known to know upgrades, and an image for it. */
    @BeforeEach
    void open() {
        world.time().advance(Duration.ofMinutes(10));
        instance = world.blueprint().instances().stream()
                .filter(known ->
                        known.model() == DeviceModel.SAG_1000 && known.devices().size() == 1)
                .findFirst()
                .orElseThrow();
        var manifest = new Manifest(
                List.of(DeviceModel.SAG_1000),
                FirmwareVersion.parse("9.0.0"),
                1_000,
                Digest.ofText("image"),
                Optional.empty(),
                0,
                SigningKeys.PRIMARY,
                List.of());
        var image = FirmwareImage.of(
                SigningKeys.generate().sign(manifest), Optional.of(1L), FirmwareImage.State.AVAILABLE, 0);
        box = change(transaction -> {
            transaction.images().save(image);
            Device known =
                    transaction.devices().require(instance.devices().get(0).serial());
            Presence seen = known.presence();
            Device upgradable = known.withPresence(new Presence(
                    seen.epoch(),
                    seen.online(),
                    seen.incarnation(),
                    seen.firmware(),
                    seen.bootId(),
                    seen.bootedMillis(),
                    seen.connectedMillis(),
                    seen.suspended(),
                    ReportedSlots.of("factory"),
                    seen.epoch()));
            transaction.devices().savePresence(upgradable);
            return upgradable;
        });
    }

    private <T> T change(Store.Change<T> change) {
        return world.finish(world.core().store().write(change));
    }

    private List<FirmwareJob> jobs() {
        return world.finish(world.core().store().read(reading -> reading.jobs().of(box.serial())));
    }

    private void setPolicy(String type) {
        Map<String, String> parameters = Map.of(
                "RegionId",
                world.blueprint().regionId(),
                "SmartAGId",
                instance.id(),
                "SerialNumber",
                box.serial().text(),
                "UpgradeType",
                type,
                "CronExpression",
                "0 0 4 1/1 * ?",
                "Duration",
                "60",
                "TimeZone",
                "Asia/Shanghai");
        var request = new RpcRequest(
                "ModifyDeviceAutoUpgradePolicy", "root", Parameters.of(new TreeMap<>(parameters)), ResponseFormat.JSON);
        world.finish(world.core().actions().run(request, "request", world.time().instant()));
    }

    private long due() {
        return world.finish(
                        world.core().store().read(reading -> reading.policies().find(box.serial())))
                .flatMap(AutoUpgradePolicy::dueMillis)
                .orElseThrow();
    }

    private Duration until(long millis) {
        return Duration.between(world.time().instant(), Instant.ofEpochMilli(millis));
    }

    @Test
    void theBoxIsOrderedAtItsTimeAndNotBefore() {
        setPolicy("scheduled");
        long due = due();

        world.time().advance(until(due).minusMillis(100));
        assertThat(jobs()).isEmpty();
        world.time().advance(Duration.ofSeconds(1));

        assertThat(jobs()).hasSize(1);
        assertThat(jobs().get(0).createdMillis()).isBetween(due, due + 100);
        UpgradeWindow window = world.finish(world.core().store().read(reading -> ((Upgrade) reading.aspects()
                        .find(box.serial(), Aspect.FIRMWARE)
                        .orElseThrow()
                        .desired()
                        .command())
                .window()));
        assertThat(window.opensAtMillis()).isEqualTo(due);
        assertThat(due()).isEqualTo(due + DAY.toMillis());
    }

    @Test
    void aControllerThatWasKilledOrdersWhatItMissedWhileTheWindowIsOpen() {
        setPolicy("scheduled");
        long due = due();
        world.time().advance(until(due).minusMinutes(5));
        world.crashController();
        world.time().advance(Duration.ofMinutes(20));

        world.startController();
        world.time().advance(Duration.ofSeconds(5));

        assertThat(jobs()).hasSize(1);
        assertThat(jobs().get(0).createdMillis())
                .isGreaterThan(due + Duration.ofMinutes(14).toMillis());
    }

    @Test
    void aWindowThatClosedMeanwhileIsMissed() {
        setPolicy("scheduled");
        long due = due();
        world.time().advance(until(due).minusMinutes(5));
        world.crashController();
        world.time().advance(Duration.ofHours(2));

        world.startController();
        world.time().advance(Duration.ofSeconds(5));

        assertThat(jobs()).isEmpty();
        assertThat(due()).isEqualTo(due + DAY.toMillis());
    }

    @Test
    void aManualPolicyOrdersNothingAndTakesNoEvents() {
        setPolicy("manual");
        long before = world.time().events();

        world.time().advance(Duration.ofDays(7));

        assertThat(jobs()).isEmpty();
        assertThat(world.time().events() - before).isLessThan(50);
    }
}
