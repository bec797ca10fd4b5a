package dev.sagfleet.controller.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Policies that are drawn. */
final class RandomPolicy {
    static RolloutPolicy of(SplittableRandom random) {
        List<WavePlan> waves = new ArrayList<>();
        if (random.nextBoolean()) {
            waves.add(PolicyText.count(random.nextInt(1, 6))
                    .soaking(Duration.ofMinutes(random.nextInt(0, 90)))
                    .approved(random.nextInt(4) == 0));
        }
        waves.add(PolicyText.percent(random.nextInt(5, 70)));
        waves.add(PolicyText.percent(random.nextInt(70, 101)));
        RolloutPolicy policy = PolicyText.gates(
                PolicyText.of(waves), random.nextInt(0, 101) + "%", random.nextInt(0, 101) + "%", random.nextInt(1, 5));
        policy = PolicyText.retries(policy, random.nextInt(3), random.nextInt(2), random.nextInt(2));
        policy = PolicyText.silence(
                policy,
                new Silence(
                        Duration.ofHours(random.nextInt(1, 30)),
                        Duration.ofHours(random.nextInt(1, 10)),
                        Duration.ofHours(1),
                        random.nextBoolean() ? Silence.CountsAs.FAILURE : Silence.CountsAs.NOTHING));
        policy = PolicyText.pace(
                policy, new Pace(random.nextInt(1, 20), random.nextInt(1, 12), random.nextInt(1, 3), Optional.empty()));
        return random.nextInt(3) == 0
                ? PolicyText.window(policy, "0 0 22 * * ?", Duration.ofHours(random.nextInt(1, 6)), null)
                : policy;
    }

    private RandomPolicy() {}
}
