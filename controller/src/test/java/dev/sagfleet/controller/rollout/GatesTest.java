package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.count;
import static dev.sagfleet.controller.rollout.PolicyText.gates;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static RolloutWorld world(int devices, String success, String failures, int least, WavePlan... waves) {
        return new RolloutWorld(gates(RolloutWorld.policy(waves), success, failures, least))
                .devices(devices)
                .start();
    }

    private static void fail(RolloutWorld world, int devices) {
        world.working().subList(0, devices).forEach(name -> world.fail(name, UpdateCode.FLASH));
    }

    @Test
    @DisplayName("R9, B7: 10 % of 10 is one failure, and one halts")
    void theLimitItselfHalts() {
        var world = world(10, "50%", "10%", 1, percent(100));
        fail(world, 1);

        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
        assertThat(world.rollout.last().who()).isEqualTo(Transition.ENGINE);
        assertThat(world.rollout.last().why()).contains("1 of 10 failed");
    }

    @Test
    @DisplayName("R9: failures halt only if they are both the part and the least number")
    void bothLimitsMustBeReached() {
        var world = world(10, "50%", "10%", 3, percent(100));
        fail(world, 2);
        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);

        fail(world, 1);
        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
    }

    @Test
    @DisplayName("R9, B7: a limit of 0 % is not reached by no failure, and by the first")
    void zeroPercentHaltsAtTheFirst() {
        var world = world(100, "50%", "0%", 1, percent(100));
        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);

        fail(world, 1);
        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
    }

    @Test
    @DisplayName("R9, B7: success of 90 % is not reached by 4 of 5, so a wave of 5 halts at its first failure")
    void successThatCannotBeReachedHalts() {
        var world = world(5, "90%", "100%", 5, percent(100));
        fail(world, 1);

        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
        assertThat(world.rollout.last().why()).contains("90% cannot be reached");
    }

    @Test
    @DisplayName("R9, B7: 12 of 100 have ended, 10 of them failed: halts now, since nothing brings it below 10 %")
    void haltsAsSoonAsItIsCertain() {
        var world = world(100, "50%", "10%", 10, percent(100));
        List<String> working = world.working();
        world.succeed(working.get(0));
        world.succeed(working.get(1));
        for (int i = 2; i < 11; i++) {
            world.fail(working.get(i), UpdateCode.FLASH);
            assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);
        }
        world.fail(working.get(11), UpdateCode.FLASH);

        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
    }

    @Test
    @DisplayName("R9: a wave advances while members are still open, once they cannot change the verdict")
    void advancesAsSoonAsItIsCertain() {
        var world = world(20, "75%", "50%", 5, count(8), percent(100));
        List<String> canary = world.working();
        canary.subList(0, 5).forEach(world::succeed);
        assertThat(world.offered()).hasSize(8);

        world.succeed(canary.get(5));

        assertThat(world.offered()).hasSize(20);
        assertThat(world.state(canary.get(7))).isEqualTo(MemberState.ACTIVE);
    }

    @Test
    @DisplayName("R10, B4: two waves cross their limits together: one halt, one event, and no other whatever comes")
    void twoWavesMakeOneHalt() {
        var world = world(20, "50%", "20%", 2, percent(50), percent(100));
        List<String> first = world.working();
        first.subList(0, 5).forEach(world::succeed);
        List<String> second =
                world.working().stream().filter(name -> !first.contains(name)).toList();
        world.fail(first.get(5), UpdateCode.FLASH);
        world.fail(second.get(0), UpdateCode.FLASH);
        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);
        world.effects.clear();

        world.fail(first.get(6), UpdateCode.FLASH);
        world.fail(second.get(1), UpdateCode.FLASH);
        world.fail(second.get(2), UpdateCode.FLASH);
        world.pass(Duration.ofDays(1));

        assertThat(world.all(RolloutEffect.Enter.class)).hasSize(1);
        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
        assertThat(world.rollout.waves()).allMatch(wave -> Gates.objection(world.rollout.policy(), 0, wave)
                .isPresent());
    }

    @Test
    @DisplayName("R9: silent devices that count as nothing leave a wave in limbo, which is said and holds")
    void limboIsSaid() {
        var silence =
                new Silence(Duration.ofDays(1), Duration.ofHours(2), Duration.ofHours(1), Silence.CountsAs.NOTHING);
        var policy = PolicyText.silence(gates(RolloutWorld.policy(count(10), percent(100)), "95%", "10%", 1), silence);
        var world = new RolloutWorld(policy).devices(20).start();
        world.working().subList(1, 10).forEach(world::succeed);
        world.pass(Duration.ofDays(40));

        assertThat(world.rollout.waves().get(0).hold()).isEqualTo(Hold.LIMBO);
        assertThat(world.effects).containsOnlyOnce(new RolloutEffect.Announce(0, WaveNews.LIMBO));
        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);
        assertThat(world.offered()).hasSize(10);
    }

    @Test
    @DisplayName("R7: a later fallback takes the success back, closes the gate again and can halt")
    void aLaterFallbackIsJudgedAgain() {
        var world = world(30, "80%", "50%", 3, count(10), percent(100));
        List<String> canary = world.working();
        canary.subList(0, 8).forEach(world::succeed);
        assertThat(world.offered()).hasSize(30);
        List<String> rest = world.working();
        world.effects.clear();

        world.fallBack(canary.get(0));
        assertThat(world.state(canary.get(0))).isEqualTo(MemberState.FAILED);
        assertThat(world.rollout.waves().get(0).stage()).isEqualTo(Wave.Stage.OPEN);
        assertThat(world.effects).contains(new RolloutEffect.Announce(0, WaveNews.REOPENED));
        assertThat(world.rollout.frontier()).isZero();

        // What is behind the gate goes on where it has begun, and is not begun where it has not.
        world.fail(rest.get(2), UpdateCode.DOWNLOAD_FAILED);
        world.pass(Duration.ofDays(1).minusHours(14));
        assertThat(world.all(RolloutEffect.Offer.class)).isEmpty();

        world.fallBack(canary.get(1));
        world.fallBack(canary.get(2));
        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
    }

    @Test
    @DisplayName("R7: a device that is seen on its old image again has fallen back, whatever it said before")
    void whatIsSeenCounts() {
        var world = world(4, "50%", "50%", 2, percent(100));
        world.succeed("d0");
        world.device("d0").running = RolloutWorld.OLD;
        world.connect("d0");

        assertThat(world.state("d0")).isEqualTo(MemberState.FAILED);
        assertThat(world.member("d0").code()).isEqualTo(UpdateCode.CRASHED_LATER);
    }

    @Test
    @DisplayName("R7: devices are counted, not messages: each said three times counts once")
    void messagesAreNotCounted() {
        var world = world(4, "50%", "75%", 3, percent(100));
        for (int i = 0; i < 3; i++) {
            world.report("d0", UpdateState.DOWNLOADING);
            world.device("d1").running = RolloutWorld.NEW;
            world.step(new RolloutEvent.Reported(
                    world.device("d1").serial,
                    1,
                    UpdateState.COMMITTED,
                    UpdateCode.NONE,
                    java.util.Optional.of(RolloutWorld.NEW),
                    false));
            world.step(new RolloutEvent.Reported(
                    world.device("d2").serial,
                    1,
                    UpdateState.FAILED,
                    UpdateCode.FLASH,
                    java.util.Optional.of(RolloutWorld.OLD),
                    false));
        }

        assertThat(world.rollout.counts().succeeded()).isOne();
        assertThat(world.rollout.counts().failed()).isOne();
        assertThat(world.rollout.counts().active()).isEqualTo(2);
    }

    @Test
    @DisplayName("R7, B15: a commit counts also if it is of an order that was taken back too late")
    void aCommitOfAnEarlierAttemptCounts() {
        var world = world(4, "50%", "75%", 3, percent(100));
        world.disconnect("d0");
        world.connect("d0");
        assertThat(world.offered()).as("once more").hasSize(5).endsWith("d0");
        world.device("d0").running = RolloutWorld.NEW;
        world.step(new RolloutEvent.Reported(
                world.device("d0").serial,
                1,
                UpdateState.COMMITTED,
                UpdateCode.NONE,
                java.util.Optional.of(RolloutWorld.NEW),
                false));

        assertThat(world.state("d0")).isEqualTo(MemberState.SUCCEEDED);
    }

    @Test
    @DisplayName("R7, B15: a commit is proven by the digest that runs; without it the image is still owed")
    void aCommitIsProvenByTheDigest() {
        var world = world(4, "50%", "75%", 3, percent(100));
        world.report("d0", UpdateState.COMMITTED);

        assertThat(world.state("d0")).isEqualTo(MemberState.WAITING);
        world.pass(Duration.ofHours(1));
        assertThat(world.offered()).hasSize(5).endsWith("d0");
    }

    @Test
    @DisplayName("B15: an end that was never reported is healed by what the device runs when it is seen")
    void aLostEndIsHealed() {
        var world = world(4, "50%", "75%", 3, percent(100));
        world.report("d0", UpdateState.TRIAL);
        world.device("d0").running = RolloutWorld.NEW;
        world.connect("d0");

        assertThat(world.state("d0")).isEqualTo(MemberState.SUCCEEDED);
    }

    @Test
    @DisplayName("a rollout that halted goes on if its failures are accepted, and is refused if they are not")
    void failuresCanBeAccepted() {
        var world = world(10, "80%", "20%", 2, percent(50), percent(100));
        fail(world, 1);
        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);
        fail(world, 1);
        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
        world.resume();
        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
        assertThat(world.all(RolloutEffect.Refuse.class))
                .extracting(RolloutEffect.Refuse::refusal)
                .containsExactly(Refusal.STILL_HALTED);

        world.accept();
        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);
        world.succeedAll();
        assertThat(world.offered()).hasSize(10);

        // The next failures count as ever: 2 of 5 of the second wave.
        fail(world, 2);
        assertThat(world.rollout.state()).isEqualTo(RolloutState.HALTED);
    }
}
