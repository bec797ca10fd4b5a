package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.gates;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Silence SILENCE =
            new Silence(Duration.ofDays(1), Duration.ofHours(2), Duration.ofHours(1), Silence.CountsAs.FAILURE);

    private static RolloutWorld world(int devices, String success, String failures, int least) {
        var policy = PolicyText.silence(gates(RolloutWorld.policy(percent(100)), success, failures, least), SILENCE);
        return new RolloutWorld(policy).devices(devices).start();
    }

    @Test
    @DisplayName(
            "R8, B1: three of ten are silent after installing: they stay in the count and halt at 20 %; one comes back, once")
    void silentDevicesCountAsFailures() {
        var world = world(10, "70%", "20%", 2);
        List<String> quiet = List.of("d0", "d1", "d2");
        quiet.forEach(name -> world.report(name, UpdateState.INSTALLING));
        world.working().stream().filter(name -> !quiet.contains(name)).toList().forEach(world::succeed);
        world.pass(Duration.ofHours(1).minusMillis(1));
        assertThat(world.in(MemberState.SILENT)).isEmpty();
        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);

        world.pass(Duration.ofMillis(1));

        assertThat(world.in(MemberState.SILENT)).containsExactlyInAnyOrderElementsOf(quiet);
        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
        assertThat(world.rollout.waves().get(0).counts().judged()).isEqualTo(10);

        world.device("d0").running = RolloutWorld.NEW;
        world.connect("d0");
        world.connect("d0");
        world.report("d0", UpdateState.COMMITTED);
        assertThat(world.rollout.counts().succeeded()).isEqualTo(8);
        assertThat(world.rollout.counts().silent()).isEqualTo(2);
    }

    @Test
    @DisplayName("R8: each phase has its own clock")
    void eachPhaseHasItsOwnClock() {
        var world = world(3, "10%", "100%", 3);
        world.pass(Duration.ofHours(23));
        world.report("d0", UpdateState.DOWNLOADING);
        world.pass(Duration.ofMinutes(119));
        world.report("d0", UpdateState.INSTALLING);
        world.pass(Duration.ofMinutes(59));
        assertThat(world.state("d0")).isEqualTo(MemberState.ACTIVE);
        assertThat(world.state("d1")).isEqualTo(MemberState.SILENT);

        world.pass(Duration.ofMinutes(1));
        assertThat(world.state("d0")).isEqualTo(MemberState.SILENT);
    }

    @Test
    @DisplayName(
            "R8, R17, B11: one that waits for its user holds no place, its clock stands, and it succeeds days later")
    void aRestStopsTheClock() {
        var policy = PolicyText.pace(
                PolicyText.silence(RolloutWorld.policy(percent(100)), SILENCE),
                new Pace(1_000_000, 1, 1, java.util.Optional.empty()));
        var world = new RolloutWorld(policy).devices(2).start();
        String first = world.working().get(0);
        world.report(first, UpdateState.DOWNLOADING);
        world.pass(Duration.ofMinutes(100));
        assertThat(world.offered()).hasSize(1);

        world.report(first, UpdateState.WAIT_ACTIVATE);
        assertThat(world.offered()).as("its place is free").hasSize(2);
        assertThat(world.rollout.flow().working()).isOne();
        world.pass(Duration.ofHours(57));
        assertThat(world.state(first)).isEqualTo(MemberState.ACTIVE);

        world.report(first, UpdateState.DOWNLOADING);
        world.pass(Duration.ofMinutes(19));
        assertThat(world.state(first)).isEqualTo(MemberState.ACTIVE);
        world.succeed(first);
        assertThat(world.state(first)).isEqualTo(MemberState.SUCCEEDED);
    }

    @Test
    @DisplayName("R8: nothing waits for ever: one that rests and never comes back is silent at last")
    void aRestEnds() {
        var world = world(2, "10%", "100%", 2);
        world.report("d0", UpdateState.WAIT_ACTIVATE);
        world.pass(Duration.ofDays(8).minusMillis(1));
        assertThat(world.state("d0")).isEqualTo(MemberState.ACTIVE);
        world.pass(Duration.ofMillis(1));
        assertThat(world.state("d0")).isEqualTo(MemberState.SILENT);
    }

    @Test
    @DisplayName(
            "R17, B11: a device that is not there is called without an order, holds no place, and is ordered once it is back")
    void whoIsAwayHoldsNoPlace() {
        var policy = PolicyText.pace(
                PolicyText.silence(RolloutWorld.policy(percent(100)), SILENCE),
                new Pace(1_000_000, 1, 1, java.util.Optional.empty()));
        var world = new RolloutWorld(policy).devices(5);
        for (int i = 0; i < 4; i++) {
            world.device("d" + i).online = false;
        }
        world.start();
        assertThat(world.offered()).containsExactly("d4");
        world.succeed("d4");
        world.pass(Duration.ofHours(20));
        world.connect("d2");

        assertThat(world.offered()).containsExactly("d4", "d2");
        world.pass(Duration.ofHours(4));
        assertThat(world.in(MemberState.SILENT)).containsExactlyInAnyOrder("d0", "d1", "d3", "d2");
    }

    @Test
    @DisplayName("R8: the clock of one that is not there stands while the rollout is paused, or its window is closed")
    void theClockOfWhoIsAwayStands() {
        var world = world(2, "10%", "100%", 2);
        world.disconnect("d0");
        world.pass(Duration.ofHours(12));
        world.pause(false);
        world.pass(Duration.ofDays(9));
        assertThat(world.state("d0")).isNotEqualTo(MemberState.SILENT);
        world.resume();
        world.pass(Duration.ofHours(12).minusMillis(1));
        assertThat(world.state("d0")).isNotEqualTo(MemberState.SILENT);
        world.pass(Duration.ofMillis(1));
        assertThat(world.state("d0")).isEqualTo(MemberState.SILENT);

        var policy = PolicyText.window(
                PolicyText.silence(RolloutWorld.policy(percent(100)), SILENCE),
                "0 0 2 * * ?",
                Duration.ofHours(8),
                ZoneOffset.UTC);
        var nightly = new RolloutWorld(policy).devices(1);
        nightly.device("d0").online = false;
        nightly.start();
        nightly.until("2026-03-04T09:00:00Z");
        assertThat(nightly.state("d0")).as("8 and 8 and 7 hours").isNotEqualTo(MemberState.SILENT);
        nightly.until("2026-03-05T10:00:00Z");
        assertThat(nightly.state("d0")).isEqualTo(MemberState.SILENT);
    }

    @Test
    @DisplayName("R8: one that was ordered and vanished without a word gives its place up, and its order is taken back")
    void whoVanishesGivesItsPlaceUp() {
        var policy = PolicyText.pace(
                RolloutWorld.policy(percent(100)), new Pace(1_000_000, 1, 1, java.util.Optional.empty()));
        var world = new RolloutWorld(policy).devices(2).start();
        String first = world.working().get(0);
        world.disconnect(first);

        assertThat(world.all(RolloutEffect.Recall.class)).hasSize(1);
        assertThat(world.offered()).hasSize(2);
        world.report(first, UpdateState.INSTALLING);
        assertThat(world.member(first).phase()).as("it had begun all the same").isEqualTo(Phase.WRITING);
        world.succeed(first);
        assertThat(world.state(first)).isEqualTo(MemberState.SUCCEEDED);
    }

    @Test
    @DisplayName("R8: what becomes silent before it writes is taken back, so that it does not begin weeks later")
    void theOrderOfASilentDeviceIsTakenBack() {
        var world = world(2, "10%", "100%", 2);
        world.report("d0", UpdateState.DOWNLOADING);
        world.report("d1", UpdateState.INSTALLING);
        world.pass(Duration.ofHours(3));

        assertThat(world.all(RolloutEffect.Recall.class))
                .extracting(recall -> recall.serial().text())
                .containsExactly("d0");
        world.report("d0", UpdateState.CANCELED, UpdateCode.CANCELED, false);
        assertThat(world.state("d0")).isEqualTo(MemberState.SILENT);
    }
}
