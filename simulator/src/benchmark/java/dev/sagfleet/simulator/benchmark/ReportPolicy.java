package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.WavePlan;
import java.util.List;
import java.util.Optional;

/** The policy of rollouts that are measured: as usual, and as fast as can be. */
final class ReportPolicy {
    static final Fraction ALL = Fraction.ONE;

    static final String VERSION = "2.5.0";

    static RolloutPolicy of(String name, List<WavePlan> waves) {
        return paced(RolloutPolicy.of(name, FirmwareVersion.parse(VERSION), waves), Pace.PER_MINUTE_MAX);
    }

    /** Likewise, with so many devices at work at most. */
    static RolloutPolicy paced(RolloutPolicy policy, int inFlight) {
        return new RolloutPolicy(
                policy.name(),
                policy.image(),
                policy.targets(),
                policy.order(),
                policy.waves(),
                policy.success(),
                policy.halt(),
                policy.inconclusive(),
                policy.silence(),
                policy.late(),
                policy.window(),
                new Pace(Pace.PER_MINUTE_MAX, inFlight, 1, Optional.empty()),
                policy.retries(),
                policy.priority(),
                policy.rollback(),
                policy.end(),
                policy.health(),
                policy.objectives());
    }

    private ReportPolicy() {}
}
