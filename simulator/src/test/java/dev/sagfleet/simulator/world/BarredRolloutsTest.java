package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.RolloutStage.DEVICES;
import static dev.sagfleet.simulator.world.RolloutStage.NEW;
import static dev.sagfleet.simulator.world.VirtualRolloutTest.ALL_AT_ONCE;
import static dev.sagfleet.simulator.world.VirtualRolloutTest.THREE_WAVES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.inventory.Images;
import dev.sagfleet.controller.rollout.Barred;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Window;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rollouts that cannot go on without a person, on virtual time: they say so, and nothing more is ordered. */
class BarredRolloutsTest {
    /** More than a SAG-100WM fetches in a minute, and less than a SAG-1000 does. */
    private static final long LARGE = 400L << 20;

    private static final FirmwareVersion LARGER = FirmwareVersion.parse("2.9.0");

    private final RolloutStage stage = new RolloutStage();

    @Test
    @DisplayName("R15: if its image is withdrawn on its way, a wave holds and orders nothing, also after a kill")
    void anImageIsWithdrawn() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));
        stage.await(id, rollout -> rollout.counts().succeeded() == 4, Duration.ofHours(1));
        withdraw(NEW);

        Rollout held = stage.await(id, rollout -> hold(rollout) == Hold.NO_IMAGE, Duration.ofHours(2));
        long events = stage.world().core().events().count(EventKind.WAVE);
        stage.devices().advance(Duration.ofDays(3));

        assertThat(held.state()).isEqualTo(RolloutState.RUNNING);
        assertThat(held.waves().get(1).barred()).isEqualTo(new Barred(DEVICES / 2 - 4, 0));
        assertThat(held.wakeAtMillis()).as("timers").isEqualTo(PhaseClock.NEVER);
        assertThat(stage.rollout(id)).isEqualTo(held);
        assertThat(stage.world().core().events().count(EventKind.WAVE)).isEqualTo(events);
        assertThat(stage.touched()).isEqualTo(4);

        stage.restart();
        stage.devices().advance(Duration.ofDays(3));
        assertThat(hold(stage.rollout(id))).isEqualTo(Hold.NO_IMAGE);
        assertThat(stage.touched()).isEqualTo(4);
        stage.tell(id, new RolloutRequest.Cancel("ann", "there is another image"));
        stage.devices().advance(Duration.ofMinutes(1));
        assertThat(stage.rollout(id).counts().open()).isZero();
    }

    @Test
    @DisplayName("R15: who finds the image withdrawn on the way has not failed, and is not ordered it again")
    void anImageIsWithdrawnWhileDevicesFetchIt() {
        stage.devices().build(LARGER, LARGE, DeviceModel.SAG_100WM, DeviceModel.SAG_1000);
        String id = stage.start(RolloutPolicy.of("to 2.9.0", LARGER, ALL_AT_ONCE));
        stage.await(id, rollout -> rollout.counts().active() == DEVICES, Duration.ofMinutes(2));
        withdraw(LARGER);
        stage.restart(); // which breaks all downloads off

        Rollout held = stage.await(id, rollout -> hold(rollout) == Hold.NO_IMAGE, Duration.ofHours(12));
        long jobs = jobs();
        stage.devices().advance(Duration.ofDays(3));

        assertThat(held.counts().failed()).isZero();
        assertThat(held.waves().get(0).barred().noImage())
                .isEqualTo(held.counts().open())
                .isPositive();
        assertThat(jobs()).isEqualTo(jobs);
    }

    @Test
    @DisplayName("R13, R16: a wave holds if no window is long enough, and a longer one lets it go on")
    void noWindowIsLongEnough() {
        stage.devices().build(LARGER, LARGE, DeviceModel.SAG_100WM, DeviceModel.SAG_1000);
        var policy = RolloutStage.careless(RolloutPolicy.of("to 2.9.0", LARGER, ALL_AT_ONCE));
        String id = stage.start(RolloutStage.withWindow(window(1), policy));

        Rollout held = stage.await(id, rollout -> holds(rollout, Hold.NO_WINDOW), Duration.ofHours(3));
        long jobs = jobs();
        stage.devices().advance(Duration.ofDays(1));

        assertThat(held.counts().succeeded()).as("SAG-1000").isEqualTo(10);
        assertThat(held.counts().failed()).isZero();
        assertThat(held.waves().get(0).barred()).isEqualTo(new Barred(0, 30));
        assertThat(held.wakeAtMillis()).as("timers").isEqualTo(PhaseClock.NEVER);
        assertThat(jobs()).as("orders").isEqualTo(jobs).isLessThanOrEqualTo(3L * DEVICES);

        stage.tell(id, new RolloutRequest.Pause(false, "ann", "to change the window"));
        var longer = RolloutStage.withWindow(window(9), policy);
        stage.tell(id, new RolloutRequest.Edit(longer, stage.rollout(id).revision(), "ann"));
        stage.tell(id, new RolloutRequest.Resume(false, "ann", "longer"));
        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(3));
        assertThat(done.counts().succeeded()).isEqualTo(DEVICES);
        assertThat(stage.running(LARGER)).isEqualTo(DEVICES);
    }

    private static Window window(int minutes) {
        return new Window("0 0/10 * * * ?", Duration.ofMinutes(minutes), Optional.empty());
    }

    private void withdraw(FirmwareVersion version) {
        var digest = stage.devices().image(DeviceModel.SAG_1000, version).digest();
        stage.world().finish(stage.world().core().store().write(transaction -> Images.withdraw(transaction, digest)));
    }

    private long jobs() {
        return stage.serials().stream()
                .mapToLong(serial -> stage.jobs(serial).size())
                .sum();
    }

    private static boolean holds(Rollout rollout, Hold hold) {
        return rollout.waves().stream().anyMatch(wave -> wave.hold() == hold);
    }

    private static Hold hold(Rollout rollout) {
        return rollout.waves().get(rollout.frontier()).hold();
    }
}
