package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Policies for tests: one that says little, and others that differ from it in one thing. */
final class PolicyText {
    /** As fast as can be, so that a test sees at once what may begin. */
    private static final Pace FAST = new Pace(1_000_000, 1_000_000, 1, Optional.empty());

    static RolloutPolicy of(List<WavePlan> waves) {
        var plain = RolloutPolicy.of("2.5.0 to all", FirmwareVersion.parse("2.5.0"), waves);
        return pace(plain, FAST);
    }

    static WavePlan count(int devices) {
        return WavePlan.of(new WaveSize.Count(devices));
    }

    static WavePlan percent(int percent) {
        return WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(percent)));
    }

    static RolloutPolicy pace(RolloutPolicy p, Pace pace) {
        return with(p, p.success(), p.halt(), p.silence(), p.window(), pace, p.retries());
    }

    static RolloutPolicy gates(RolloutPolicy p, String success, String failures, int least) {
        return with(
                p,
                Fraction.parse(success),
                new Halt(Fraction.parse(failures), least),
                p.silence(),
                p.window(),
                p.pace(),
                p.retries());
    }

    static RolloutPolicy silence(RolloutPolicy p, Silence silence) {
        return with(p, p.success(), p.halt(), silence, p.window(), p.pace(), p.retries());
    }

    static RolloutPolicy window(RolloutPolicy p, String cron, Duration open, @Nullable ZoneId zone) {
        return with(
                p,
                p.success(),
                p.halt(),
                p.silence(),
                Optional.of(new Window(cron, open, Optional.ofNullable(zone))),
                p.pace(),
                p.retries());
    }

    static RolloutPolicy retries(RolloutPolicy p, int transport, int verify, int boot) {
        return with(
                p,
                p.success(),
                p.halt(),
                p.silence(),
                p.window(),
                p.pace(),
                new Retries(transport, verify, boot, Duration.ofMinutes(10), Duration.ofHours(4)));
    }

    private static RolloutPolicy with(
            RolloutPolicy p,
            Fraction success,
            Halt halt,
            Silence silence,
            Optional<Window> window,
            Pace pace,
            Retries retries) {
        return new RolloutPolicy(
                p.name(),
                p.image(),
                p.targets(),
                p.order(),
                p.waves(),
                success,
                halt,
                p.inconclusive(),
                silence,
                p.late(),
                window,
                pace,
                retries,
                p.priority(),
                p.rollback(),
                p.end(),
                p.health(),
                p.objectives());
    }

    static RolloutPolicy ends(
            RolloutPolicy p, Late late, Rollback rollback, Optional<End> end, Optional<Health> health, int priority) {
        return new RolloutPolicy(
                p.name(),
                p.image(),
                p.targets(),
                p.order(),
                p.waves(),
                p.success(),
                p.halt(),
                p.inconclusive(),
                p.silence(),
                late,
                p.window(),
                p.pace(),
                p.retries(),
                priority,
                rollback,
                end,
                health,
                p.objectives());
    }

    private PolicyText() {}
}
