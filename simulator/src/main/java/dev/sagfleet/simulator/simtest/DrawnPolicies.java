package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.rollout.End;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Health;
import dev.sagfleet.controller.rollout.Inconclusive;
import dev.sagfleet.controller.rollout.Late;
import dev.sagfleet.controller.rollout.MemberOrder;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.Retries;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Silence;
import dev.sagfleet.controller.rollout.Targets;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import dev.sagfleet.controller.rollout.Window;
import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Policies of rollouts that come to something within the minutes of a world. */
final class DrawnPolicies {
    private static final String EACH_TEN_MINUTES = "0 0/10 * * * ?";

    /** Half of the windows are too short for a slow install, which then may begin in any of them. */
    private static final List<Integer> WINDOW_MINUTES = List.of(3, 8);

    /** @param measuring whether any rollout of the world looks at the health of its waves */
    static RolloutPolicy of(Seed seed, String name, FirmwareVersion image, boolean measuring) {
        double pairs = seed.fraction("pairs");
        return withKnobs(
                new RolloutPolicy(
                        name,
                        image,
                        seed.fraction("targets") < 0.2
                                ? new Targets(
                                        List.of(DeviceModel.SAG_100WM, DeviceModel.APP),
                                        Optional.empty(),
                                        List.of(),
                                        List.of(),
                                        List.of())
                                : Targets.ALL,
                        seed.fraction("order") < 0.7 ? MemberOrder.SPREAD : MemberOrder.SITE_BY_SITE,
                        waves(seed),
                        RolloutPolicy.SUCCESS_DEFAULT,
                        Halt.DEFAULT,
                        Inconclusive.HOLD,
                        Silence.DEFAULT,
                        pairs < 0.5 ? Late.TAIL : Late.IGNORE,
                        Optional.empty(),
                        Pace.DEFAULT,
                        Retries.DEFAULT,
                        any(seed, "priority", 4),
                        seed.fraction("rollback") < 0.2
                                ? new Rollback(
                                        Rollback.When.HALTED, pairs < 0.5 ? Rollback.Scope.WAVE : Rollback.Scope.ALL)
                                : Rollback.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                seed,
                measuring);
    }

    private static List<WavePlan> waves(Seed seed) {
        List<WavePlan> waves = new ArrayList<>();
        if (seed.fraction("canary") < 0.7) {
            waves.add(WavePlan.of(new WaveSize.Count(1 + any(seed, "canary size", 4)))
                    .soaking(Duration.ofSeconds(any(seed, "soak", 120)))
                    .approved(seed.fraction("approve") < 0.3));
        }
        if (seed.fraction("middle") < 0.5) {
            waves.add(percent(30 + any(seed, "middle size", 50)));
        }
        waves.add(percent(seed.fraction("rest") < 0.2 ? 90 : 100));
        return waves;
    }

    private static WavePlan percent(int percent) {
        return WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(percent)));
    }

    /** The same with all that may be changed once it runs drawn anew. */
    static RolloutPolicy withKnobs(RolloutPolicy policy, Seed seed, boolean measuring) {
        return new RolloutPolicy(
                policy.name(),
                policy.image(),
                policy.targets(),
                policy.order(),
                policy.waves(),
                Fraction.ofPercent(any(seed, "success", 101)),
                new Halt(Fraction.ofPercent(any(seed, "failures", 101)), 1 + any(seed, "least", 4)),
                seed.fraction("inconclusive") < 0.2 ? Inconclusive.HALT : Inconclusive.HOLD,
                new Silence(
                        minutes(seed, "offered", 1, 6),
                        minutes(seed, "download", 1, 8),
                        minutes(seed, "trial", 2, 10),
                        seed.fraction("silent") < 0.5 ? Silence.CountsAs.FAILURE : Silence.CountsAs.NOTHING),
                policy.late(),
                window(seed),
                new Pace(
                        2 + any(seed, "starts", 20),
                        1 + any(seed, "in flight", 8),
                        1 + any(seed, "at a site", 2),
                        seed.fraction("has a share") < 0.4
                                ? Optional.of(Bandwidth.ofMegabits(4 + any(seed, "share", 12)))
                                : Optional.empty()),
                new Retries(
                        any(seed, "transport", 4),
                        any(seed, "verify", 3),
                        any(seed, "boot", 3),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(90)),
                policy.priority(),
                policy.rollback(),
                seed.fraction("ends") < 0.3
                        ? Optional.of(new End(
                                minutes(seed, "end", 4, 30),
                                seed.fraction("end how") < 0.5 ? End.Then.STOP : End.Then.CANCEL))
                        : Optional.empty(),
                measuring ? health(seed) : Optional.empty(),
                policy.objectives());
    }

    private static Optional<Health> health(Seed seed) {
        return seed.fraction("measures") < 0.8
                ? Optional.of(new Health(
                        Fraction.ofPercent(10 + any(seed, "offered before", 91)),
                        minutes(seed, "over", 1, 2),
                        Fraction.ofPercent(1 + any(seed, "reporting", 50))))
                : Optional.empty();
    }

    private static Optional<Window> window(Seed seed) {
        if (seed.fraction("window") < 0.75) {
            return Optional.empty();
        }
        int open = WINDOW_MINUTES.get(any(seed, "open", WINDOW_MINUTES.size()));
        return Optional.of(new Window(EACH_TEN_MINUTES, Duration.ofMinutes(open), Optional.empty()));
    }

    private static Duration minutes(Seed seed, String purpose, int least, int most) {
        return Duration.ofMinutes(least + any(seed, purpose, most - least + 1));
    }

    private static int any(Seed seed, String purpose, int of) {
        return (int) (seed.fraction(purpose) * of);
    }

    private DrawnPolicies() {}
}
