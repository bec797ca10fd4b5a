package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.count;
import static dev.sagfleet.controller.rollout.PolicyText.gates;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ControlTest {
    private static final RolloutPolicy CAREFUL = PolicyText.pace(
            gates(RolloutWorld.policy(percent(100)), "50%", "50%", 5), new Pace(1_000_000, 5, 1, Optional.empty()));

    private static List<Refusal> refusals(RolloutWorld world) {
        return world.all(RolloutEffect.Refuse.class).stream()
                .map(RolloutEffect.Refuse::refusal)
                .toList();
    }

    /** Three have ended, two download, and five wait. */
    private static RolloutWorld midway() {
        var world = new RolloutWorld(CAREFUL).devices(10).start();
        List<String> first = List.copyOf(world.working());
        first.subList(0, 2).forEach(name -> world.report(name, UpdateState.DOWNLOADING));
        world.pause(false);
        first.subList(2, 5).forEach(world::succeed);
        world.resume();
        world.pause(false);
        world.effects.clear();
        return world;
    }

    @Test
    @DisplayName("R12: every transition is written down with who, when and why")
    void transitionsAreWrittenDown() {
        var world = new RolloutWorld(CAREFUL).devices(2).start();
        world.pass(Duration.ofHours(1));
        world.pause(false);
        world.pass(Duration.ofHours(1));
        world.resume();
        world.succeedAll();

        assertThat(world.audit)
                .extracting(Transition::state)
                .containsExactly(
                        RolloutState.WAITING_FOR_APPROVAL,
                        RolloutState.SCHEDULED,
                        RolloutState.RUNNING,
                        RolloutState.PAUSED,
                        RolloutState.RUNNING,
                        RolloutState.FINISHED);
        assertThat(world.audit.get(3))
                .isEqualTo(new Transition(
                        RolloutState.PAUSED,
                        RolloutWorld.MONDAY.plus(Duration.ofHours(1)).toEpochMilli(),
                        "bob",
                        "let me look"));
        assertThat(world.audit.get(5).who()).isEqualTo(Transition.ENGINE);
    }

    @Test
    @DisplayName("R13, B5: paused means no further offer; what has begun goes on; pausing twice changes nothing")
    void pausedMeansNoFurtherOffer() {
        var world = new RolloutWorld(CAREFUL).devices(10).start();
        List<String> first = world.working();
        world.report(first.get(0), UpdateState.DOWNLOADING);
        world.pause(false);
        Rollout paused = world.rollout;
        world.pause(false);
        assertThat(world.rollout).isEqualTo(paused);
        world.effects.clear();

        first.forEach(world::succeed);
        world.pass(Duration.ofDays(3));

        assertThat(world.offered()).isEmpty();
        assertThat(world.all(RolloutEffect.Recall.class)).isEmpty();
        assertThat(world.rollout.counts().succeeded()).isEqualTo(5);
        world.resume();
        assertThat(world.offered()).hasSize(5);
    }

    @Test
    @DisplayName(
            "R13, B5: hard pause takes back what has not begun writing; it is offered again after the resume, uncounted")
    void hardPauseTakesBack() {
        var world = new RolloutWorld(CAREFUL).devices(5).start();
        world.report("d0", UpdateState.DOWNLOADING);
        world.report("d1", UpdateState.INSTALLING);
        world.pause(true);

        assertThat(world.all(RolloutEffect.Recall.class))
                .extracting(recall -> recall.serial().text())
                .containsExactlyInAnyOrder("d0", "d2", "d3", "d4");
        List.of("d0", "d2", "d3", "d4")
                .forEach(name -> world.report(name, UpdateState.CANCELED, UpdateCode.CANCELED, false));
        world.succeed("d1");
        world.effects.clear();
        world.pass(Duration.ofDays(1));
        assertThat(world.offered()).isEmpty();
        assertThat(world.rollout.counts().waiting()).isEqualTo(4);

        world.resume();
        assertThat(world.offered()).hasSize(4);
        assertThat(world.member("d0").tries()).isEqualTo(Tries.NONE);
        world.succeedAll();
        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
    }

    @Test
    @DisplayName("R13, B5: an edit is held until the resume; the second of two who edit is told")
    void anEditWaitsForTheResume() {
        var world = midway();
        RolloutPolicy wider = PolicyText.pace(CAREFUL, new Pace(1_000_000, 7, 1, Optional.empty()));
        int read = world.rollout.revision();
        world.step(new RolloutRequest.Edit(wider, read, "ann"));
        world.step(new RolloutRequest.Edit(CAREFUL, read, "bob"));
        assertThat(refusals(world)).containsExactly(Refusal.STALE);
        assertThat(world.rollout.policy()).isEqualTo(CAREFUL);
        assertThat(world.offered()).isEmpty();

        world.resume();
        assertThat(world.rollout.policy()).isEqualTo(wider);
        assertThat(world.rollout.pending()).isEmpty();
        assertThat(world.rollout.flow().working()).isEqualTo(7);
    }

    @Test
    @DisplayName("R13: who is in which wave of which image cannot be edited once it has started")
    void membersAreFixed() {
        var world = midway();
        RolloutPolicy other = PolicyText.of(List.of(count(1), percent(100)));
        world.step(new RolloutRequest.Edit(other, world.rollout.revision(), "ann"));

        assertThat(refusals(world)).containsExactly(Refusal.FIXED);
        assertThat(world.rollout.pending()).isEmpty();
    }

    @Test
    @DisplayName("R13: shorter silences hold for those who work already, from the resume on")
    void clocksFollowThePolicy() {
        var world = new RolloutWorld(CAREFUL).devices(5).start();
        world.pause(false);
        var quick =
                new Silence(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Silence.CountsAs.NOTHING);
        world.step(new RolloutRequest.Edit(PolicyText.silence(CAREFUL, quick), world.rollout.revision(), "ann"));
        world.resume();
        world.pass(Duration.ofHours(1));

        assertThat(world.rollout.counts().silent()).isEqualTo(5);
    }

    @Test
    @DisplayName(
            "R14, B6: cancel at each stage: what has not begun writing is cancelled, the rest ends as it will; twice is once")
    void cancelAtEachStage() {
        var world = new RolloutWorld(CAREFUL).devices(9).start();
        List<String> working = List.copyOf(world.working());
        world.report(working.get(0), UpdateState.DOWNLOADING);
        world.report(working.get(1), UpdateState.WAIT_ACTIVATE);
        world.report(working.get(2), UpdateState.REBOOTING);
        world.report(working.get(3), UpdateState.TRIAL);
        world.succeed(working.get(4));
        world.cancel();
        Rollout cancelled = world.rollout;
        world.cancel();
        assertThat(world.rollout).isEqualTo(cancelled);

        List<String> recalled = world.all(RolloutEffect.Recall.class).stream()
                .map(recall -> recall.serial().text())
                .toList();
        assertThat(recalled)
                .doesNotHaveDuplicates()
                .contains(working.get(0), working.get(1))
                .doesNotContain(working.get(2), working.get(3), working.get(4));
        recalled.forEach(name -> world.report(name, UpdateState.CANCELED, UpdateCode.CANCELED, false));
        world.succeed(working.get(2));
        world.fallBack(working.get(3));

        assertThat(world.rollout.counts().open()).isZero();
        assertThat(world.state(working.get(2))).isEqualTo(MemberState.SUCCEEDED);
        assertThat(world.state(working.get(3))).isEqualTo(MemberState.FAILED);
        assertThat(world.rollout.counts().cancelled()).isEqualTo(6);
        assertThat(world.all(RolloutEffect.Release.class)).hasSize(1);
    }

    @Test
    @DisplayName("B6: a cancel that crosses a result ends with the result; one whose answer is lost ends silent")
    void aCancelThatCrosses() {
        var world = new RolloutWorld(CAREFUL).devices(2).start();
        world.cancel();
        world.succeed("d0");
        world.pass(Duration.ofDays(4));

        assertThat(world.state("d0")).isEqualTo(MemberState.SUCCEEDED);
        assertThat(world.state("d1")).isEqualTo(MemberState.SILENT);
        assertThat(world.rollout.counts().open()).isZero();
    }

    @Test
    @DisplayName("what does not fit the state is refused, and changes nothing")
    void whatDoesNotFitIsRefused() {
        var world = new RolloutWorld(CAREFUL).devices(2);
        world.deal();
        Digest members = world.rollout.membership().dealt().orElseThrow();
        Rollout before = world.rollout;
        List<RolloutEvent> unfit = List.of(
                new RolloutRequest.Start(members, "ann"),
                new RolloutRequest.Pause(false, "ann", ""),
                new RolloutRequest.Resume(false, "ann", ""),
                new RolloutRequest.Retry("ann"),
                new RolloutRequest.Revert(Rollback.Scope.ALL, "ann"),
                new RolloutRequest.Approve(RolloutWorld.NEW, "ann"));
        for (RolloutEvent event : unfit) {
            assertThat(world.step(event)).singleElement().isInstanceOf(RolloutEffect.Refuse.class);
            assertThat(world.rollout).isEqualTo(before);
        }
        world.cancel();
        assertThat(world.rollout.state()).isEqualTo(RolloutState.CANCELLED);
        assertThat(world.rollout.counts().cancelled()).isEqualTo(2);
    }
}
