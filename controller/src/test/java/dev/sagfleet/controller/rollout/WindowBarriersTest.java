package dev.sagfleet.controller.rollout;

import static dev.sagfleet.controller.rollout.Barring.announced;
import static dev.sagfleet.controller.rollout.Barring.assertQuiet;
import static dev.sagfleet.controller.rollout.Barring.wave;
import static dev.sagfleet.controller.rollout.PolicyText.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Members for which no window is long enough, or none comes any more. */
class WindowBarriersTest {
    private static final Duration OPEN = Duration.ofHours(4);

    private static RolloutWorld nightly(String cron, int devices, int workMinutes) {
        var world = new RolloutWorld(PolicyText.window(RolloutWorld.policy(percent(100)), cron, OPEN, ZoneOffset.UTC))
                .devices(devices);
        world.boxes.values().forEach(box -> box.workSeconds = workMinutes * 60);
        return world;
    }

    @Test
    @DisplayName(
            "R16: who had nearly all of a window and was not done is not offered it again: no window is long enough")
    void whoHadAWholeWindowIsNotOfferedItAgain() {
        var world = nightly("0 0 22 * * ?", 2, 5 * 60);
        world.start();
        world.until("2026-03-02T22:00:00Z");
        assertThat(world.offered()).containsExactlyInAnyOrder("d0", "d1");
        world.succeed("d1");
        world.report("d0", UpdateState.DOWNLOADING);
        world.until("2026-03-03T02:00:00Z");

        world.fail("d0", UpdateCode.OUTSIDE_WINDOW);

        assertThat(wave(world, 0).hold()).isEqualTo(Hold.NO_WINDOW);
        assertThat(wave(world, 0).barred()).isEqualTo(new Barred(0, 1));
        assertThat(wave(world, 0).counts().failed()).isZero();
        assertThat(announced(world, WaveNews.NO_WINDOW))
                .containsExactly(new RolloutEffect.Announce(0, WaveNews.NO_WINDOW, 1));
        assertQuiet(world);
    }

    @Test
    @DisplayName(
            "R16: who began late in a window and was not done begins early in the next, and then it is enough or not")
    void whoBeganLateBeginsEarlyInTheNext() {
        var world = nightly("0 0 22 * * ?", 1, 30);
        world.nowMillis = Instant.parse("2026-03-02T01:20:00Z").toEpochMilli();
        world.start();
        assertThat(world.offered()).hasSize(1);
        world.until("2026-03-02T02:00:00Z");

        world.fail("d0", UpdateCode.OUTSIDE_WINDOW);
        assertThat(world.member("d0").phase()).isEqualTo(Phase.MISSED);
        assertThat(wave(world, 0).hold()).isEqualTo(Hold.RESULTS);
        assertThat(world.member("d0").clock().dueMillis())
                .isEqualTo(Instant.parse("2026-03-02T22:00:00Z").toEpochMilli());

        world.until("2026-03-02T22:00:00Z");
        assertThat(world.offered()).hasSize(2);
        world.until("2026-03-03T02:00:00Z");
        world.fail("d0", UpdateCode.OUTSIDE_WINDOW);
        assertThat(wave(world, 0).hold()).isEqualTo(Hold.NO_WINDOW);
        assertQuiet(world);
    }

    @Test
    @DisplayName("R16: who ran out of a window is not begun late in the next one")
    void whoRanOutOfAWindowIsNotBegunLate() {
        var world = nightly("0 0 22 * * ?", 1, 30);
        world.nowMillis = Instant.parse("2026-03-02T01:20:00Z").toEpochMilli();
        world.start();
        world.until("2026-03-02T02:00:00Z");
        world.fail("d0", UpdateCode.OUTSIDE_WINDOW);
        world.pause(false);
        world.until("2026-03-02T23:00:00Z");

        world.resume();
        world.until("2026-03-03T21:59:59Z");
        assertThat(world.offered()).hasSize(1);
        world.until("2026-03-03T22:00:00Z");
        assertThat(world.offered()).hasSize(2);
    }

    @Test
    @DisplayName("R13, R16: with a longer window, from the resume on, they are offered it again and end")
    void aLongerWindowLetsThemGoOn() {
        var world = nightly("0 0 22 * * ?", 1, 5 * 60);
        world.start();
        world.until("2026-03-02T22:00:00Z");
        world.until("2026-03-03T02:00:00Z");
        world.fail("d0", UpdateCode.OUTSIDE_WINDOW);

        var longer = PolicyText.window(
                RolloutWorld.policy(percent(100)), "0 0 22 * * ?", Duration.ofHours(8), ZoneOffset.UTC);
        world.pause(false);
        world.step(new RolloutRequest.Edit(longer, world.rollout.revision(), "bob"));
        world.resume();
        world.until("2026-03-03T22:00:00Z");

        assertThat(world.offered()).hasSize(2);
        assertThat(wave(world, 0).hold()).isEqualTo(Hold.RESULTS);
        world.succeed("d0");
        assertThat(world.rollout.state()).isEqualTo(RolloutState.FINISHED);
    }

    @Test
    @DisplayName("R16: if the last window is over, those who are left wait for a person, and that is said once")
    void noWindowComesAnyMore() {
        var world = nightly("0 0 22 2 3 ? 2026", 300, 60);
        world.start();
        world.until("2026-03-02T22:00:00Z");
        world.until("2026-03-02T23:00:00Z");
        assertThat(announced(world, WaveNews.NO_WINDOW)).isEmpty();
        world.until("2026-03-03T02:00:00Z");
        int begun = world.working().size();
        world.succeedAll();

        assertThat(begun).isPositive();
        assertThat(wave(world, 0).counts().succeeded()).isEqualTo(300);

        var late = nightly("0 0 22 1 2 ? 2026", 300, 60);
        late.start();
        assertThat(wave(late, 0).hold()).isEqualTo(Hold.NO_WINDOW);
        assertThat(wave(late, 0).barred().noWindow()).isEqualTo(300);
        assertThat(announced(late, WaveNews.NO_WINDOW)).hasSize(1);
        assertQuiet(late);
    }

    @Test
    @DisplayName("R16: what no longer fits into the last window waits for a person at once")
    void whatDoesNotFitIntoTheLastWindow() {
        var world = nightly("0 0 22 1 3 ? 2026", 2, 60);
        world.nowMillis = Instant.parse("2026-03-02T01:30:00Z").toEpochMilli();
        world.device("d1").workSeconds = 60;
        world.start();
        world.pass(Duration.ofMinutes(5));

        assertThat(world.offered()).containsExactly("d1");
        assertThat(world.member("d0").phase()).isEqualTo(Phase.BARRED);
        world.succeed("d1");
        assertThat(wave(world, 0).hold()).isEqualTo(Hold.NO_WINDOW);
    }
}
