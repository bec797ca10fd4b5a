package dev.sagfleet.simulator.world;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.Retries;
import dev.sagfleet.controller.rollout.Rollback;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Silence;
import dev.sagfleet.controller.rollout.Window;
import java.util.Optional;

/** A policy of which some things are to be otherwise. */
final class PolicyDraft {
    private final RolloutPolicy policy;
    private Fraction success;
    private Halt halt;
    private Silence silence;
    private Optional<Window> window;
    private Pace pace;
    private Retries retries;
    private int priority;
    private Rollback rollback;

    PolicyDraft(RolloutPolicy policy) {
        this.policy = policy;
        success = policy.success();
        halt = policy.halt();
        silence = policy.silence();
        window = policy.window();
        pace = policy.pace();
        retries = policy.retries();
        priority = policy.priority();
        rollback = policy.rollback();
    }

    PolicyDraft gates(Fraction least, Halt most) {
        success = least;
        halt = most;
        return this;
    }

    PolicyDraft silence(Silence other) {
        silence = other;
        return this;
    }

    PolicyDraft window(Window other) {
        window = Optional.of(other);
        return this;
    }

    PolicyDraft inFlight(int devices) {
        pace = new Pace(pace.perMinute(), devices, pace.perSite(), pace.egress());
        return this;
    }

    PolicyDraft retries(Retries other) {
        retries = other;
        return this;
    }

    PolicyDraft priority(int other) {
        priority = other;
        return this;
    }

    PolicyDraft rollback(Rollback other) {
        rollback = other;
        return this;
    }

    RolloutPolicy done() {
        return new RolloutPolicy(
                policy.name(),
                policy.image(),
                policy.targets(),
                policy.order(),
                policy.waves(),
                success,
                halt,
                policy.inconclusive(),
                silence,
                policy.late(),
                window,
                pace,
                retries,
                priority,
                rollback,
                policy.end(),
                policy.health(),
                policy.objectives());
    }
}
