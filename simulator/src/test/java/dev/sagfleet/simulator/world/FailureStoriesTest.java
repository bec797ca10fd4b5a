package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.RolloutStage.FAULTY;
import static dev.sagfleet.simulator.world.RolloutStage.NEW;
import static dev.sagfleet.simulator.world.RolloutStage.OLD;
import static dev.sagfleet.simulator.world.VirtualRolloutTest.ALL_AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Member;
import dev.sagfleet.controller.rollout.MemberState;
import dev.sagfleet.controller.rollout.Phase;
import dev.sagfleet.controller.rollout.Retries;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutRequest;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Silence;
import dev.sagfleet.controller.rollout.Tries;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What went wrong with rollouts elsewhere, told to a controller and a fleet on virtual time. */
class FailureStoriesTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final RolloutStage stage = new RolloutStage(8, 2);

    @Test
    @DisplayName(
            "B1: devices that never return are silent after their time, and halt; one that is found is a success, once")
    void devicesThatNeverReturn() {
        List<SerialNumber> gone = stage.serials().subList(0, 3);
        gone.forEach(stage::lose);
        var silence = new Silence(DAY, DAY, DAY, Silence.CountsAs.FAILURE);
        var policy = new PolicyDraft(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE))
                .gates(Fraction.ofPercent(50), new Halt(Fraction.ofPercent(20), 2))
                .silence(silence)
                .done();
        String id = stage.start(policy);

        stage.devices().advance(Duration.ofHours(23));
        assertThat(stage.rollout(id).state()).isEqualTo(RolloutState.RUNNING);
        assertThat(stage.rollout(id).counts().active()).isEqualTo(3);
        stage.await(id, RolloutState.HALTED, Duration.ofHours(2));
        Rollout silent = stage.await(id, rollout -> rollout.counts().silent() == 3, Duration.ofMinutes(10));
        assertThat(silent.flow().working()).as("places that are held").isZero();

        for (int times = 0; times < 2; times++) {
            stage.found(gone.get(0));
            stage.devices().advance(Duration.ofHours(1));
            assertThat(stage.rollout(id).counts().succeeded()).isEqualTo(8);
            assertThat(stage.rollout(id).counts().silent()).isEqualTo(2);
        }
        assertThat(stage.running(NEW)).isEqualTo(8);
    }

    @Test
    @DisplayName(
            "B3: a wave goes by the devices that are left, an emptied one closes as empty, and who comes again is new")
    void devicesAreRemovedOnTheWay() {
        List<WavePlan> waves = List.of(
                WavePlan.of(new WaveSize.Count(4)).soaking(Duration.ofHours(1)),
                WavePlan.of(new WaveSize.Count(4)),
                WavePlan.of(new WaveSize.Cumulative(Fraction.ONE)));
        var policy = new PolicyDraft(RolloutPolicy.of("to 2.5.0", NEW, waves))
                .gates(Fraction.ONE, Halt.DEFAULT)
                .done();
        String id = stage.create(policy);
        stage.await(id, RolloutState.WAITING_FOR_APPROVAL, Duration.ofMinutes(1));
        List<SerialNumber> order =
                stage.members(id).stream().map(Member::serial).toList();
        stage.world().agent(order.get(3)).disconnect();
        stage.devices().advance(Duration.ofMinutes(1));
        stage.approveAndStart(id);
        stage.await(id, rollout -> rollout.counts().succeeded() == 3, Duration.ofMinutes(10));
        assertThat(stage.rollout(id).frontier()).isZero();

        Device removed = stage.remove(order.get(3));
        order.subList(4, 8).forEach(stage::remove);
        stage.register(removed);
        stage.world().agent(order.get(3)).reconnect();
        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));

        assertThat(done.waves())
                .extracting(Wave::stage)
                .containsExactly(Wave.Stage.PASSED, Wave.Stage.EMPTY, Wave.Stage.PASSED, Wave.Stage.PASSED);
        assertThat(done.waves().get(0).counts().judged()).isEqualTo(3);
        assertThat(done.counts().left()).isEqualTo(5);
        assertThat(done.counts().succeeded()).isEqualTo(6);
        Member again = member(id, order.get(3));
        assertThat(again.wave()).isEqualTo(3);
        assertThat(again.attempt()).isEqualTo(1);
    }

    @Test
    @DisplayName("B5: paused, changed and killed, it orders nothing, and the change counts from the resume on")
    void aPauseIsKeptOverAChangeAndAKill() {
        var policy = new PolicyDraft(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE)).inFlight(2);
        String id = stage.start(policy.done());
        awaitFine(
                id,
                rollout -> rollout.counts().succeeded() == 3 && rollout.counts().active() == 2);

        stage.tell(id, new RolloutRequest.Pause(false, "ann", "look"));
        stage.tell(
                id,
                new RolloutRequest.Edit(
                        policy.inFlight(4).done(), stage.rollout(id).revision(), "ann"));
        stage.restart();
        stage.devices().advance(Duration.ofHours(10));

        assertThat(stage.touched()).isEqualTo(5);
        assertThat(stage.running(NEW)).isEqualTo(5);
        assertThat(stage.rollout(id).state()).isEqualTo(RolloutState.PAUSED);
        assertThat(stage.rollout(id).policy().pace().inFlight()).isEqualTo(2);
        stage.tell(id, new RolloutRequest.Resume(false, "ann", "on"));
        assertThat(stage.rollout(id).policy().pace().inFlight()).isEqualTo(4);
        stage.await(id, RolloutState.FINISHED, Duration.ofHours(1));
        assertThat(stage.running(NEW)).isEqualTo(10);
    }

    @Test
    @DisplayName("B9: who comes during the first wave goes behind all, and who comes after the end stays as it is")
    void whoComesLate() {
        List<WavePlan> waves = List.of(
                WavePlan.of(new WaveSize.Count(4)).soaking(Duration.ofHours(1)),
                WavePlan.of(new WaveSize.Cumulative(Fraction.ONE)));
        List<Device> late =
                stage.serials().subList(0, 3).stream().map(stage::remove).toList();
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, waves));
        stage.await(id, rollout -> rollout.counts().succeeded() >= 2, Duration.ofHours(1));
        stage.register(late.get(0));
        stage.register(late.get(1));

        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));
        assertThat(done.waves())
                .extracting(wave -> wave.counts().all())
                .as("sizes of waves")
                .containsExactly(4, 3, 2);
        assertThat(done.counts().succeeded()).isEqualTo(9);

        stage.register(late.get(2));
        stage.devices().advance(Duration.ofHours(2));
        assertThat(stage.devices().state(late.get(2).serial()).firmware()).isEqualTo(OLD);
        assertThat(stage.rollout(id)).isEqualTo(done);
    }

    @Test
    @DisplayName("B11: devices that are gone once they were ordered hold no place, so others go on")
    void whoIsGoneHoldsNoPlace() {
        var policy = new PolicyDraft(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE)).inFlight(5);
        List<SerialNumber> gone = stage.serials().subList(0, 4);
        gone.forEach(serial -> stage.world().network().hang(serial));
        String id = stage.start(policy.done());
        gone.forEach(serial -> awaitFine(id, rollout -> isGranted(member(id, serial))));
        gone.forEach(serial -> stage.world().agent(serial).disconnect());

        stage.await(id, rollout -> rollout.counts().succeeded() == 6, Duration.ofMinutes(30));
        assertThat(stage.rollout(id).flow().working())
                .as("places that are held")
                .isZero();
        assertThat(stage.rollout(id).counts().failed()).isZero();

        gone.forEach(serial -> stage.world().agent(serial).reconnect());
        stage.await(id, RolloutState.FINISHED, Duration.ofHours(1));
        assertThat(stage.running(NEW)).isEqualTo(10);
    }

    private static boolean isGranted(Member member) {
        return member.phase() == Phase.OFFERED || member.phase() == Phase.AWAY;
    }

    @Test
    @DisplayName("B12: failed attempts are no failed devices, and who has failed begins anew when it is tried again")
    void attemptsAreNoDevices() {
        SerialNumber well = stage.serials().get(0);
        SerialNumber slow = stage.serials().get(1);
        SerialNumber ill = stage.serials().get(2);
        stage.serials().subList(3, 10).forEach(stage::remove);
        stage.putRight(well);
        var policy = new PolicyDraft(RolloutPolicy.of("to 2.6.0", FAULTY, ALL_AT_ONCE))
                .gates(Fraction.ofPercent(50), new Halt(Fraction.ofPercent(50), 1))
                .retries(new Retries(0, 0, 2, Duration.ofMinutes(1), Duration.ofMinutes(5)))
                .done();
        String id = stage.start(policy);
        stage.await(id, rollout -> member(id, slow).tries().boot() == 2, Duration.ofHours(3));
        stage.putRight(slow);

        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(3));
        assertThat(done.counts().succeeded()).isEqualTo(2);
        assertThat(done.counts().failed()).isEqualTo(1);
        assertThat(member(id, well).tries()).isEqualTo(Tries.NONE);
        assertThat(stage.jobs(slow)).hasSize(3);
        assertThat(member(id, ill).state()).isEqualTo(MemberState.FAILED);

        stage.putRight(ill);
        stage.tell(id, new RolloutRequest.Retry("ann"));
        stage.await(id, rollout -> rollout.counts().succeeded() == 3, Duration.ofHours(1));
        assertThat(member(id, ill).tries()).isEqualTo(Tries.NONE);
    }

    @Test
    @DisplayName("B15: a power cut on the way, or words that are lost, cost no attempt, and nobody is forgotten")
    void wordsAreLost() {
        String id = stage.start(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE));
        awaitFine(id, rollout -> rollout.counts().active() == 10);
        List<SerialNumber> cut = stage.serials().subList(0, 3);
        cut.forEach(serial -> stage.world().failPower(serial, true));
        Set<SerialNumber> mute = new TreeSet<>();
        awaitFine(id, rollout -> {
            stage.serials().stream()
                    .filter(serial -> state(serial) == UpdateState.TRIAL && mute.add(serial))
                    .forEach(stage.world().network()::breakOff);
            return mute.size() >= 3;
        });

        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(6));
        assertThat(done.counts().succeeded()).isEqualTo(10);
        assertThat(stage.serials())
                .allSatisfy(
                        serial -> assertThat(stage.jobs(serial)).singleElement().matches(FirmwareJob::hasSucceeded));
    }

    @Test
    @DisplayName("B18: two devices with one identity take turns: it is no success, and the others are as they would be")
    void twoDevicesHaveOneIdentity() {
        DeviceBlueprint copied = stage.devices().devices().get(0);
        Digest factory = stage.read(
                        reading -> Upgrades.committed(reading, reading.devices().require(copied.serial())))
                .orElseThrow();
        var twin = new Twin(stage.world(), copied, OLD, factory);
        twin.connect();
        String id = stage.start(RolloutStage.careless(RolloutPolicy.of("to 2.5.0", NEW, ALL_AT_ONCE)));

        stage.devices().advance(Duration.ofHours(2));

        assertThat(twin.turns()).as("turns of the copy").isGreaterThan(10);
        assertThat(stage.rollout(id).counts().succeeded()).isEqualTo(9);
        assertThat(member(id, copied.serial()).state()).isNotEqualTo(MemberState.SUCCEEDED);
        assertThat(member(id, copied.serial()).attempt()).isLessThanOrEqualTo(2);

        twin.leave();
        stage.devices().advance(Duration.ofHours(1));
        stage.tell(id, new RolloutRequest.Retry("ann"));
        stage.await(id, RolloutState.FINISHED, Duration.ofHours(2));
        assertThat(stage.running(NEW)).isEqualTo(10);
    }

    private UpdateState state(SerialNumber serial) {
        return stage.read(reading -> reading.jobs().latest(serial))
                .map(FirmwareJob::state)
                .orElse(UpdateState.IDLE);
    }

    /** Looks ten times a second, for what is over soon. */
    private void awaitFine(String id, Predicate<Rollout> isReached) {
        for (int i = 0; i < 3_000 && !isReached.test(stage.rollout(id)); i++) {
            stage.devices().advance(Duration.ofMillis(100));
        }
        assertThat(stage.rollout(id)).matches(isReached, "as it is waited for");
    }

    private Member member(String id, SerialNumber serial) {
        return stage.read(reading -> reading.rollouts().member(id, serial)).orElseThrow();
    }
}
