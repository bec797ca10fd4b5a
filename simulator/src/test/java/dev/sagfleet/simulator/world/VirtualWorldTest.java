package dev.sagfleet.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.memory.CommitConditions;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.controller.rpc.ResponseFormat;
import dev.sagfleet.controller.rpc.RpcRequest;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.delay.TypicalDelays;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DemoFleet;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.virtual.LineConditions;
import dev.sagfleet.simulator.virtual.VirtualController;
import dev.sagfleet.simulator.virtual.VirtualFlash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The production code of both sides on virtual time. */
class VirtualWorldTest {
    private static final int DEVICES = 100;

    private final VirtualWorld world = VirtualWorld.start(setup());

    private static VirtualWorld.Setup setup() {
        return new VirtualWorld.Setup(
                Blueprint.of(DemoFleet.of(DEVICES), 1),
                1,
                Backoff.DEFAULT,
                TypicalDelays.TABLE,
                LineConditions.of(5_000_000, 20_000_000, (serial, sent) -> (sent % 7) / 7.0),
                VirtualFlash.Conditions.PERFECT,
                new VirtualController.Setup(
                        SessionTiming.DEFAULT,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        CommitConditions.steady(Duration.ofMillis(2))),
                VirtualWorld.Clock.RIGHT);
    }

    private int online() {
        return world.controller().map(core -> core.sessions().onlineCount()).orElse(0);
    }

    private void waitForAll() {
        assertThat(world.time().runUntil(() -> online() == DEVICES, Duration.ofHours(1)))
                .as("all %d devices are online, found %d", DEVICES, online())
                .isTrue();
    }

    private Response call(String action, Map<String, String> parameters) {
        var request = new RpcRequest(action, "root", Parameters.of(new TreeMap<>(parameters)), ResponseFormat.JSON);
        return world.finish(world.core()
                .actions()
                .run(request, "request-" + world.time().events(), world.time().instant()));
    }

    private InstanceBlueprint instance(DeviceModel model) {
        return world.blueprint().instances().stream()
                .filter(known -> known.model() == model && known.devices().size() == 1)
                .findFirst()
                .orElseThrow();
    }

    private void associate(InstanceBlueprint instance, int megabits) {
        call(
                "AssociateSmartAGWithApplicationBandwidthPackage",
                Map.of(
                        "RegionId", world.blueprint().regionId(),
                        "ApplicationBandwidthPackageId",
                                world.blueprint().plans().get(0).id(),
                        "AssociateConfigs.1.SmartAGId", instance.id(),
                        "AssociateConfigs.1.Bandwidth", Integer.toString(megabits)));
    }

    private Bandwidth acceleration(SerialNumber serial) {
        return world.finish(world.fleet().stateOf(serial))
                .association()
                .orElseThrow()
                .limit();
    }

    @Test
    void aCallReachesTheDeviceAndItsAnswerComesBack() {
        waitForAll();
        InstanceBlueprint instance = instance(DeviceModel.SAG_1000);
        SerialNumber serial = instance.devices().get(0).serial();

        associate(instance, 40);

        assertThat(world.time().nowNanos()).isLessThan(Duration.ofMinutes(1).toNanos());
        assertThat(acceleration(serial)).isEqualTo(Bandwidth.ofMegabits(40));
        assertThat(world.finish(world.core().store().read(reading -> reading.aspects()
                                .find(serial, Aspect.ACCELERATION)))
                        .orElseThrow()
                        .isPending())
                .isFalse();
    }

    @Test
    void aMonthInWhichNothingHappensTakesNoEvents() {
        waitForAll();
        world.time().advance(Duration.ofMinutes(2));
        long before = world.time().events();

        world.time().advance(Duration.ofDays(30));

        assertThat(world.time().events() - before).isLessThan(50);
        assertThat(online()).isEqualTo(DEVICES);
    }

    @Test
    void devicesComeBackToAControllerThatWasKilledAndWhatWasAcknowledgedIsThere() {
        waitForAll();
        InstanceBlueprint instance = instance(DeviceModel.SAG_1000);
        associate(instance, 40);

        world.crashController();
        world.time().advance(Duration.ofMinutes(3));
        world.startController();
        waitForAll();

        assertThat(acceleration(instance.devices().get(0).serial())).isEqualTo(Bandwidth.ofMegabits(40));
    }

    @Test
    void aDeviceThatIsCutOffIsMissedAfterThreeKeepAlivesAndComesBack() {
        waitForAll();
        List<SerialNumber> cutOff = world.blueprint().instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .map(DeviceBlueprint::serial)
                .limit(10)
                .toList();

        world.network().partition(cutOff, Duration.ofMinutes(5).toNanos());
        world.time().advance(Duration.ofSeconds(80));
        assertThat(online()).isEqualTo(DEVICES);
        world.time().advance(Duration.ofSeconds(20));
        assertThat(online()).isEqualTo(DEVICES - 10);

        waitForAll();
    }

    @Test
    void aDeviceWhosePowerFailsBootsWithWhatItsFlashHolds() {
        waitForAll();
        InstanceBlueprint instance = instance(DeviceModel.SAG_1000);
        SerialNumber serial = instance.devices().get(0).serial();
        associate(instance, 40);

        world.failPower(serial, true);
        world.time().advance(Duration.ofMillis(1));
        assertThat(acceleration(serial)).isEqualTo(Bandwidth.ofMegabits(40));
        world.time().advance(Duration.ofMinutes(2));

        waitForAll();
        assertThat(acceleration(serial)).isEqualTo(Bandwidth.ofMegabits(40));
    }
}
