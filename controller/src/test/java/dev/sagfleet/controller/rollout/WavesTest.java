package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.PolicyText.count;
import static dev.sagfleet.controller.rollout.PolicyText.gates;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WavesTest {
    @Test
    @DisplayName("R2, B7: cumulative percentages are cut at the ceiling: 7 devices at 10, 40 and 100 % are 1, 2 and 4")
    void percentagesAreCutAtTheCeiling() {
        assertThat(sizes(7, percent(10), percent(40), percent(100))).containsExactly(1, 2, 4);
        assertThat(sizes(1, percent(10), percent(40), percent(100))).containsExactly(1, 0, 0);
        assertThat(sizes(100, count(20), percent(10), percent(100))).containsExactly(20, 0, 80);
        assertThat(sizes(5, count(20), percent(100))).containsExactly(5, 0);
    }

    @Test
    @DisplayName("R2, B7: waves that end below 100 % leave the rest to a wave of its own")
    void theRestIsAWaveOfItsOwn() {
        assertThat(sizes(10, percent(10), percent(90))).containsExactly(1, 8, 1);
        assertThat(sizes(10, count(3))).containsExactly(3, 7);
    }

    private static List<Integer> sizes(int members, WavePlan... plans) {
        return Filling.waves(RolloutWorld.policy(plans), members).stream()
                .map(wave -> wave.end() - wave.begin())
                .toList();
    }

    @Test
    @DisplayName("R2, B7: an empty wave is passed over and said so")
    void anEmptyWaveIsPassedOver() {
        var world = new RolloutWorld(RolloutWorld.policy(percent(10), percent(40), percent(100)))
                .devices(1)
                .start();
        world.succeedAll();

        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
        assertThat(world.rollout.waves())
                .extracting(Wave::stage)
                .containsExactly(Wave.Stage.PASSED, Wave.Stage.EMPTY, Wave.Stage.EMPTY);
        assertThat(world.effects)
                .contains(new RolloutEffect.Announce(1, WaveNews.EMPTY), new RolloutEffect.Announce(2, WaveNews.EMPTY));
    }

    @Test
    @DisplayName("R2, B3: an empty canary holds until a person agrees")
    void anEmptyCanaryHolds() {
        var world = new RolloutWorld(RolloutWorld.policy(count(2), percent(100)))
                .devices(4)
                .start();
        List<String> canary = world.working();
        canary.forEach(world::remove);
        world.pass(Duration.ofDays(1));

        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);
        assertThat(world.rollout.waves().get(0).hold()).isEqualTo(Hold.EMPTY);
        assertThat(world.offered()).hasSize(2);
        assertThat(world.effects).contains(new RolloutEffect.Announce(0, WaveNews.EMPTY_CANARY));

        world.step(new RolloutRequest.ApproveWave(0, "ann"));

        assertThat(world.offered()).hasSize(4);
    }

    @Test
    @DisplayName("R9: the next wave opens when success is certain and the soak has passed")
    void theNextWaveOpensAfterTheSoak() {
        var policy = gates(RolloutWorld.policy(count(4).soaking(Duration.ofHours(6)), percent(100)), "75%", "50%", 2);
        var world = new RolloutWorld(policy).devices(10).start();
        List<String> canary = world.working();
        assertThat(canary).hasSize(4);
        world.succeed(canary.get(0));
        world.succeed(canary.get(1));
        world.pass(Duration.ofHours(1));
        assertThat(world.rollout.waves().get(0).hold()).isEqualTo(Hold.RESULTS);

        world.succeed(canary.get(2));
        world.pass(Duration.ofHours(6).minusMillis(1));
        assertThat(world.offered()).hasSize(4);
        assertThat(world.rollout.waves().get(0).hold()).isEqualTo(Hold.SOAK);
        world.pass(Duration.ofMillis(1));

        assertThat(world.offered()).hasSize(10);
        assertThat(world.rollout.waves().get(0).stage()).isEqualTo(Wave.Stage.PASSED);
    }

    @Test
    @DisplayName("a wave that wants approval holds until a person agrees to the next one, and nobody can agree before")
    void aWaveWaitsForApproval() {
        var world = new RolloutWorld(RolloutWorld.policy(count(2).approved(true), percent(100)))
                .devices(4)
                .start();
        world.step(new RolloutRequest.ApproveWave(0, "ann"));
        assertThat(world.all(RolloutEffect.Refuse.class))
                .extracting(RolloutEffect.Refuse::refusal)
                .containsExactly(Refusal.WAVE);
        world.succeedAll();
        world.pass(Duration.ofDays(30));
        assertThat(world.offered()).hasSize(2);
        assertThat(world.effects).contains(new RolloutEffect.Announce(0, WaveNews.WAITS_FOR_APPROVAL));

        world.step(new RolloutRequest.ApproveWave(0, "ann"));

        assertThat(world.offered()).hasSize(4);
    }

    @Test
    @DisplayName("R1: devices that run the image already are shown apart from success, in no wave")
    void whoIsThereIsShownApart() {
        var world = new RolloutWorld(RolloutWorld.policy(percent(50), percent(100))).devices(4);
        world.device("d1").running = RolloutWorld.NEW;
        world.start();

        assertThat(world.rollout.apart().alreadyThere()).isOne();
        assertThat(world.rollout.waves())
                .extracting(wave -> wave.counts().all())
                .containsExactly(2, 1);
        world.succeedAll();
        world.succeedAll();
        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
        assertThat(world.rollout.counts().succeeded()).isEqualTo(3);
    }
}
