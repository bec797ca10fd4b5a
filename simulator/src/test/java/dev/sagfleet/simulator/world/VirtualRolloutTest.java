package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.RolloutStage.DEVICES;
import static dev.sagfleet.simulator.world.RolloutStage.FAULTY;
import static dev.sagfleet.simulator.world.RolloutStage.LATER;
import static dev.sagfleet.simulator.world.RolloutStage.NEW;
import static dev.sagfleet.simulator.world.RolloutStage.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Transition;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rollouts at work: a controller, its store and a fleet, on virtual time. */
class VirtualRolloutTest {
    static final List<WavePlan> THREE_WAVES = List.of(
            WavePlan.of(new WaveSize.Count(4)).soaking(Duration.ofMinutes(30)),
            WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(50))),
            WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(100))));

    static final List<WavePlan> ALL_AT_ONCE = List.of(WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(100))));

    private final RolloutStage stage = new RolloutStage();

    @Test
    @DisplayName("R2, R9: a fleet is upgraded wave by wave, each device by one job")
    void aFleetIsUpgradedInThreeWaves() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));

        stage.await(id, rollout -> rollout.waves().get(0).counts().succeeded() == 4, Duration.ofHours(1));
        assertThat(stage.running(NEW))
                .as("devices touched while the canary soaks")
                .isEqualTo(4);

        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));
        assertThat(done.counts().succeeded()).isEqualTo(DEVICES);
        assertThat(stage.running(NEW)).isEqualTo(DEVICES);
        assertThat(stage.serials()).allSatisfy(serial -> assertThat(stage.jobs(serial))
                .singleElement()
                .matches(FirmwareJob::hasSucceeded, "done")
                .matches(job -> job.rollout().isPresent(), "of the rollout"));
        Events events = stage.world().core().events();
        assertThat(events.count(EventKind.WAVE))
                .as("each wave opens and passes")
                .isEqualTo(6);
        assertThat(events.count(EventKind.ROLLOUT)).isEqualTo(5);
        assertThat(stage.log(id))
                .extracting(line -> line.transition().state())
                .containsExactly(
                        RolloutState.DRAFT,
                        RolloutState.WAITING_FOR_APPROVAL,
                        RolloutState.SCHEDULED,
                        RolloutState.RUNNING,
                        RolloutState.FINISHED);
    }

    @Test
    @DisplayName("R9: a bad image halts in the canary, and no other device hears of it")
    void aBadImageHaltsInTheCanary() {
        String id = stage.start(RolloutPolicy.of("to 2.6.0", FAULTY, THREE_WAVES));

        Rollout halted = stage.await(id, RolloutState.HALTED, Duration.ofHours(2));
        stage.devices().advance(Duration.ofDays(1));

        assertThat(halted.counts().failed()).isPositive();
        assertThat(stage.running(OLD)).isEqualTo(DEVICES);
        assertThat(stage.serials().stream().filter(serial -> !stage.jobs(serial).isEmpty()))
                .as("devices that were touched")
                .hasSizeLessThanOrEqualTo(4);
        assertThat(stage.rollout(id).state()).isEqualTo(RolloutState.HALTED);
        assertThat(stage.log(id)).last().satisfies(line -> {
            assertThat(line.transition().who()).isEqualTo(Transition.ENGINE);
            assertThat(line.transition().why()).contains("failed");
        });
    }

    @Test
    @DisplayName("R13: a controller that is killed in every phase upgrades nobody twice and forgets nobody")
    void aControllerThatIsKilledAgainAndAgainGoesOn() {
        String id = stage.create(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));
        stage.restart();
        stage.approveAndStart(id);

        long kills = 0;
        while (stage.rollout(id).state() != RolloutState.FINISHED && kills < 100) {
            stage.devices().advance(Duration.ofSeconds(47 + 31 * (kills % 7)));
            stage.restart();
            kills++;
        }

        assertThat(stage.rollout(id).counts().succeeded()).isEqualTo(DEVICES);
        assertThat(stage.running(NEW)).isEqualTo(DEVICES);
        assertThat(stage.serials()).allSatisfy(serial -> assertThat(stage.jobs(serial))
                .filteredOn(job -> job.state() == UpdateState.COMMITTED)
                .as("jobs of " + serial + " that were done, of " + stage.jobs(serial))
                .hasSize(1));
    }

    @Test
    @DisplayName("R13, B5: while it is paused nothing is offered, and what has begun goes on; then it goes on")
    void aPauseOffersNothing() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));
        stage.await(id, rollout -> rollout.frontier() == 1 && rollout.flow().working() > 0, Duration.ofHours(2));

        stage.tell(id, new RolloutRequest.Pause(false, "ann", "lunch"));
        long touched = stage.touched();
        stage.devices().advance(Duration.ofHours(5));

        assertThat(stage.touched()).isEqualTo(touched).isLessThan(DEVICES);
        assertThat(stage.running(NEW)).as("those that had begun").isEqualTo(touched);

        stage.tell(id, new RolloutRequest.Resume(false, "ann", "back"));
        stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));
        assertThat(stage.running(NEW)).isEqualTo(DEVICES);
    }

    @Test
    @DisplayName("R14: cancelled, it touches nobody any more, and lets all devices go")
    void cancelledItLetsAllDevicesGo() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));
        stage.await(id, rollout -> rollout.frontier() == 1 && rollout.flow().working() > 0, Duration.ofHours(2));

        stage.tell(id, new RolloutRequest.Cancel("ann", "changed our mind"));
        stage.devices().advance(Duration.ofHours(5));
        long touched = stage.touched();
        stage.devices().advance(Duration.ofHours(5));

        Rollout over = stage.rollout(id);
        assertThat(stage.touched()).isEqualTo(touched).isLessThan(DEVICES);
        assertThat(over.counts().open()).isZero();
        assertThat(over.counts().succeeded()).isEqualTo((int) stage.running(NEW));
        assertThat(stage.serials())
                .allSatisfy(serial -> assertThat(stage.claim(serial)).isEmpty());
    }

    @Test
    @DisplayName("R5: the rollout with the higher priority has the devices, and the other one says so")
    void theHigherPriorityHasTheDevices() {
        String low = stage.start(RolloutPolicy.of("low", NEW, THREE_WAVES));
        stage.await(low, rollout -> rollout.counts().succeeded() == 4, Duration.ofHours(1));

        String high = stage.start(RolloutStage.withPriority(9, RolloutPolicy.of("high", LATER, ALL_AT_ONCE)));
        stage.await(high, RolloutState.FINISHED, Duration.ofHours(6));
        stage.await(low, RolloutState.FINISHED, Duration.ofHours(6));

        assertThat(stage.running(LATER)).isEqualTo(DEVICES);
        assertThat(stage.rollout(high).counts().succeeded()).isEqualTo(DEVICES);
        assertThat(stage.rollout(low).counts().succeeded()).isEqualTo(4);
        assertThat(stage.rollout(low).counts().superseded()).isEqualTo(DEVICES - 4);
    }

    @Test
    @DisplayName("R5: a person who upgrades one device takes it from its rollout")
    void aPersonsOwnUpgradeComesFirst() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));
        stage.devices().advance(Duration.ofSeconds(10));
        SerialNumber taken = stage.members(id).get(DEVICES - 1).serial();

        stage.devices().order(taken, LATER);
        stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));

        assertThat(stage.rollout(id).counts().superseded()).isEqualTo(1);
        assertThat(stage.running(LATER)).isEqualTo(1);
        assertThat(stage.running(NEW)).isEqualTo(DEVICES - 1);
    }

    @Test
    @DisplayName(
            "R4, B3: a device that is removed leaves the count; registered again it is new, and comes in a wave behind")
    void aDeviceThatIsRegisteredAgainIsNew() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, THREE_WAVES));
        stage.devices().advance(Duration.ofSeconds(10));
        SerialNumber gone = stage.members(id).get(DEVICES - 1).serial();

        Device removed = stage.remove(gone);
        assertThat(stage.rollout(id).counts().left()).isEqualTo(1);
        stage.devices().advance(Duration.ofMinutes(1));
        stage.register(removed);

        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));
        assertThat(done.counts().left()).isEqualTo(1);
        assertThat(done.counts().succeeded()).isEqualTo(DEVICES);
        assertThat(done.waves()).hasSize(4);
        assertThat(stage.running(NEW)).isEqualTo(DEVICES);
    }

    @Test
    @DisplayName("R13: a hard pause takes back what has not begun writing, and it is offered again later")
    void aHardPauseTakesBackWhatHasNotBegun() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE));
        stage.await(id, rollout -> rollout.flow().working() > 5, Duration.ofHours(1));

        stage.tell(id, new RolloutRequest.Pause(true, "ann", "stop"));
        stage.devices().advance(Duration.ofHours(3));
        assertThat(stage.rollout(id).flow().working()).isZero();
        assertThat(stage.running(NEW)).isLessThan(DEVICES);
        assertThat(stage.serials().stream().flatMap(serial -> stage.jobs(serial).stream()))
                .as("jobs that were taken back")
                .anyMatch(job -> job.state() == UpdateState.CANCELED);

        stage.tell(id, new RolloutRequest.Resume(false, "ann", "on"));
        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));
        assertThat(done.counts().succeeded()).isEqualTo(DEVICES);
        assertThat(stage.running(NEW)).isEqualTo(DEVICES);
    }

    @Test
    @DisplayName("R8: a device that is away is offered the image when it is back")
    void aDeviceThatIsAwayIsOfferedTheImageWhenItIsBack() {
        SerialNumber away = stage.serials().get(7);
        stage.world().agent(away).disconnect();
        stage.devices().advance(Duration.ofMinutes(5));
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE));
        stage.await(id, rollout -> rollout.counts().succeeded() == DEVICES - 1, Duration.ofHours(6));
        assertThat(stage.rollout(id).flow().working())
                .as("places that are held")
                .isZero();

        stage.world().agent(away).reconnect();
        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(2));
        assertThat(done.counts().succeeded()).isEqualTo(DEVICES);
    }
}
