package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.Barring.announced;
import static dev.sagfleet.controller.rollout.Barring.assertQuiet;
import static dev.sagfleet.controller.rollout.Barring.wave;
import static dev.sagfleet.controller.rollout.PolicyText.count;
import static dev.sagfleet.controller.rollout.PolicyText.gates;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.UpdateCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Members that cannot go on, whatever time passes: a rollout says so, and offers them nothing meanwhile. */
class BarriersTest {
    @Test
    @DisplayName(
            "R15: a wave whose image was withdrawn holds once what has begun has ended, says so once, and is quiet")
    void aWithdrawnImageHolds() {
        var policy = PolicyText.pace(
                RolloutWorld.policy(count(4), percent(100)), new Pace(1_000_000, 2, 1, Optional.empty()));
        var world = new RolloutWorld(policy).devices(10).start();
        world.succeed(world.working().get(0));
        world.isWithdrawn = true;

        world.succeed(world.working().get(0));
        assertThat(wave(world, 0).hold()).as("one is still at work").isEqualTo(Hold.RESULTS);
        world.succeed(world.working().get(0));

        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);
        assertThat(wave(world, 0).hold()).isEqualTo(Hold.NO_IMAGE);
        assertThat(wave(world, 0).barred()).isEqualTo(new Barred(1, 0));
        assertThat(wave(world, 0).counts().failed()).isZero();
        assertThat(announced(world, WaveNews.NO_IMAGE))
                .containsExactly(new RolloutEffect.Announce(0, WaveNews.NO_IMAGE, 1));
        assertThat(world.in(MemberState.WAITING)).hasSize(7);
        assertQuiet(world);
    }

    @Test
    @DisplayName("R15: a device that finds its image withdrawn is not ordered it again, and has not failed")
    void whoFindsItsImageWithdrawnIsNotOrderedItAgain() {
        var world =
                new RolloutWorld(RolloutWorld.policy(percent(100))).devices(1).start();
        world.fail("d0", UpdateCode.NO_SUCH_IMAGE);
        assertThat(world.member("d0").phase()).as("the image is there").isEqualTo(Phase.BACKING_OFF);
        world.pass(Duration.ofHours(5));

        world.isWithdrawn = true;
        world.fail("d0", UpdateCode.NO_SUCH_IMAGE);

        assertThat(world.state("d0")).isEqualTo(MemberState.WAITING);
        assertThat(world.member("d0").tries()).isEqualTo(Tries.NONE);
        assertThat(announced(world, WaveNews.NO_IMAGE)).hasSize(1);
        assertQuiet(world);
    }

    @Test
    @DisplayName("R8, R15: a device that is away is not silent for an image that was withdrawn")
    void whoIsAwayIsNotSilentForAnImageThatWasWithdrawn() {
        var world = new RolloutWorld(RolloutWorld.policy(percent(100))).devices(2);
        world.device("d1").online = false;
        world.isWithdrawn = true;
        world.start();

        world.pass(Duration.ofDays(30));

        assertThat(world.in(MemberState.WAITING)).hasSize(2);
        assertThat(wave(world, 0).barred().noImage()).isEqualTo(2);
        assertThat(world.offered()).isEmpty();
    }

    @Test
    @DisplayName("R13, R15: it goes on after a resume, or a retry, if the image can be had by then")
    void itGoesOnIfTheImageCanBeHad() {
        for (boolean isRetry : List.of(true, false)) {
            var world = new RolloutWorld(RolloutWorld.policy(percent(100))).devices(3);
            world.isWithdrawn = true;
            world.start();
            assertThat(wave(world, 0).hold()).isEqualTo(Hold.NO_IMAGE);
            goOn(world, isRetry);
            assertThat(wave(world, 0).barred().noImage()).as("still withdrawn").isEqualTo(3);
            assertQuiet(world);

            world.isWithdrawn = false;
            goOn(world, isRetry);

            assertThat(world.offered()).containsExactlyInAnyOrder("d0", "d1", "d2");
            assertThat(wave(world, 0).hold()).isEqualTo(Hold.RESULTS);
            world.succeedAll();
            assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
            assertThat(world.rollout.waves()).hasSize(1);
        }
    }

    private static void goOn(RolloutWorld world, boolean isRetry) {
        if (isRetry) {
            world.step(new RolloutRequest.Retry("bob"));
            world.run();
        } else {
            world.pause(false);
            world.resume();
        }
    }

    @Test
    @DisplayName("R14: a rollout that waits for a person is cancelled like any other")
    void itIsCancelled() {
        var world = new RolloutWorld(RolloutWorld.policy(percent(100))).devices(3);
        world.isWithdrawn = true;
        world.start();

        world.cancel();

        assertThat(world.in(MemberState.CANCELLED)).hasSize(3);
        assertThat(wave(world, 0).barred()).isEqualTo(Barred.NONE);
    }

    @Test
    @DisplayName("R9: a wave that has passed says who is left in it, and the rollout ends once they are gone")
    void aWaveThatHasPassedSaysWhoIsLeft() {
        var policy = PolicyText.pace(
                gates(RolloutWorld.policy(percent(100)), "50%", "100%", 9),
                new Pace(1_000_000, 3, 1, Optional.empty()));
        var world = new RolloutWorld(policy).devices(4).start();
        world.isWithdrawn = true;
        world.succeedAll();

        assertThat(wave(world, 0).stage()).isEqualTo(Wave.Stage.PASSED);
        assertThat(wave(world, 0).hold()).isEqualTo(Hold.NO_IMAGE);
        assertThat(announced(world, WaveNews.NO_IMAGE)).hasSize(1);
        assertThat(world.rollout.state()).isEqualTo(RolloutState.RUNNING);
        assertQuiet(world);

        world.remove(world.in(MemberState.WAITING).get(0));
        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
    }

    @Test
    @DisplayName("R17: a place at a site is free for the next one if its turn ends at a barrier")
    void aPlaceAtASiteIsFree() {
        var world = new RolloutWorld(RolloutWorld.policy(percent(100))).devices(2);
        world.boxes.values().forEach(box -> box.site = "one");
        world.start();
        assertThat(world.offered()).hasSize(1);
        String first = world.offered().get(0);
        world.isWithdrawn = true;

        world.fail(first, UpdateCode.NO_SUCH_IMAGE);

        assertThat(wave(world, 0).barred().noImage()).isEqualTo(2);
        assertThat(wave(world, 0).hold()).isEqualTo(Hold.NO_IMAGE);
    }
}
