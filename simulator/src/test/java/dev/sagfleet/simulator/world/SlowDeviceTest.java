package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.TestWorld.HQ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.DelayPoint;
import dev.sagfleet.controller.action.Commands;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.delay.Distribution;
import dev.sagfleet.simulator.delay.Distribution.Fixed;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that take their time, and what their controller and those who call it see of that. */
class SlowDeviceTest {
    private static final Duration BRIEF = Duration.ofMillis(300);
    private static final Duration BOOT = Duration.ofMillis(1200);
    private static final Duration LONGER_THAN_A_CALL = Commands.WAIT_DEFAULT.plusSeconds(2);

    @AutoClose
    private static TestWorld world;

    private static Calls calls;

    @BeforeAll
    static void start(@TempDir Path directory) {
        Distribution brief = new Fixed(BRIEF);
        var delays = new DelayTable(Map.of(
                DeviceModel.SAG_100WM,
                Map.of(
                        DelayPoint.BOOT, new Fixed(BOOT),
                        DelayPoint.CONNECT, brief,
                        DelayPoint.ASSOCIATE, brief,
                        DelayPoint.CHANGE_BANDWIDTH, brief,
                        DelayPoint.DISSOCIATE, new Fixed(LONGER_THAN_A_CALL))));
        world = TestWorld.start(
                directory, SessionTiming.DEFAULT.telemetry(), Conditions.DEFAULT.withDelays(Optional.of(delays)));
        calls = new Calls(world.api(OfficialClient.TEA));
    }

    @Test
    void aCallWaitsForADeviceThatTakesItsTime() {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);
        long startNanos = System.nanoTime();

        ApiAnswer answer = calls.associate(world.planId(HQ), branch.id(), 10);

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        assertThat(since(startNanos)).isGreaterThanOrEqualTo(BRIEF);
        assertThat(world.stateOf(serial).association()).isPresent();
    }

    @Test
    void aCallDoesNotWaitForEverAndIsObeyedAllTheSame() {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);
        calls.associate(world.planId(HQ), branch.id(), 10);
        long startNanos = System.nanoTime();

        ApiAnswer answer = calls.dissociate(world.planId(HQ), branch.id());

        assertThat(answer.status()).as(answer.error()).isEqualTo(200);
        assertThat(since(startNanos)).isGreaterThanOrEqualTo(Commands.WAIT_DEFAULT);
        assertThat(world.stateOf(serial).association()).isPresent();

        world.awaitInStep(serial);
        assertThat(since(startNanos)).isGreaterThanOrEqualTo(LONGER_THAN_A_CALL);
        assertThat(world.stateOf(serial).association()).isEmpty();
    }

    @Test
    void whatALostConnectionTookWithItIsCaughtUpWith() {
        InstanceBlueprint branch = world.takeBranch();
        SerialNumber serial = TestWorld.onlySerial(branch);
        long epoch = world.awaitInStep(serial).path("epoch").asLong();

        var call = CompletableFuture.supplyAsync(() -> calls.downgrade(branch.id(), 5));
        Await.until(() -> !TestWorld.isInStep(world.device(serial)));
        world.cut(serial);

        assertThat(call.join().status()).as(call.join().error()).isEqualTo(200);
        Await.until(
                () -> world.device(serial), seen -> seen.path("epoch").asLong() > epoch && TestWorld.isInStep(seen));
        assertThat(world.stateOf(serial).bandwidth()).isEqualTo(Bandwidth.ofMegabits(5));
    }

    @Test
    void aBootTakesItsTime() {
        SerialNumber serial = TestWorld.onlySerial(world.takeBranch());
        long startNanos = System.nanoTime();

        world.setFirmware(serial, "2.4.1");

        assertThat(since(startNanos)).isGreaterThanOrEqualTo(BOOT);
    }

    @Test
    void aDeviceWhoseLineIsBackTakesAMomentToConnect() {
        SerialNumber serial = TestWorld.onlySerial(world.takeBranch());
        world.disconnect(serial);
        long startNanos = System.nanoTime();

        world.reconnect(serial);

        assertThat(since(startNanos)).isGreaterThanOrEqualTo(BRIEF);
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
