package dev.sagfleet.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** What is asked of rollouts that cannot go on. */
final class Barring {
    static Wave wave(RolloutWorld world, int number) {
        return world.rollout.waves().get(number);
    }

    static List<RolloutEffect.Announce> announced(RolloutWorld world, WaveNews news) {
        return world.all(RolloutEffect.Announce.class).stream()
                .filter(told -> told.news() == news)
                .toList();
    }

    static void assertQuiet(RolloutWorld world) {
        int offered = world.offered().size();
        int told = world.effects.size();
        assertThat(world.rollout.wakeAtMillis()).as("timers").isEqualTo(PhaseClock.NEVER);
        world.pass(Duration.ofDays(400));
        assertThat(world.offered()).hasSize(offered);
        assertThat(world.effects).hasSize(told);
    }

    private Barring() {}
}
