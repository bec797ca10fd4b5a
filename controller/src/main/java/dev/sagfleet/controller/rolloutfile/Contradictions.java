package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.controller.document.YamlKeys;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.MemberOrder;
import dev.sagfleet.controller.rollout.Pace;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.WavePlan;
import java.time.Duration;
import java.util.List;

/**
 * What no key of a rollout file says alone, but two of them together: things that cannot both come true. Keys that are
 * wrong by themselves are left out.
 */
final class Contradictions {
    private final RolloutPolicy policy;
    private final List<WavesReader.ReadWave> waves;
    private final YamlKeys keys;

    Contradictions(RolloutPolicy policy, List<WavesReader.ReadWave> waves, YamlKeys keys) {
        this.policy = policy;
        this.waves = waves;
        this.keys = keys;
    }

    /** Adds them to the problems of the file. */
    void find() {
        if (keys.isSound("advance") && keys.isSound("halt")) {
            thresholds();
        }
        if (keys.isSound("order") && keys.isSound("targets")) {
            listed();
        }
        if (keys.isSound("pace")) {
            places();
        }
        if (keys.isSound("end") && keys.isSound("waves")) {
            end();
        }
    }

    /**
     * A wave of which too few can still succeed halts, whatever its other limit says: that limit must be the lower one, or
     * it is never reached.
     */
    private void thresholds() {
        if (waves.stream().anyMatch(wave -> !hasOwn(wave.plan()))) {
            compare(policy.success(), policy.halt(), keys.where(keys.has("halt") ? "halt" : "advance"));
        }
        for (WavesReader.ReadWave wave : waves) {
            WavePlan plan = wave.plan();
            if (hasOwn(plan) && wave.keys().isSound("success") && wave.keys().isSound("halt")) {
                compare(
                        plan.success().orElse(policy.success()),
                        plan.halt().orElse(policy.halt()),
                        wave.keys().where(plan.halt().isPresent() ? "halt" : "success"));
            }
        }
    }

    private static boolean hasOwn(WavePlan plan) {
        return plan.success().isPresent() || plan.halt().isPresent();
    }

    private void compare(Fraction success, Halt halt, YamlValue where) {
        Fraction spared = new Fraction(success.denominator() - success.numerator(), success.denominator());
        if (WavesReader.compare(halt.failures(), spared) > 0) {
            add(
                    where,
                    "halt at " + PercentText.of(halt.failures()) + " failures, advance at " + PercentText.of(success)
                            + " success",
                    "at most " + PercentText.of(spared) + " failures: with more, so much success cannot be reached");
        }
    }

    private void listed() {
        if (policy.order() == MemberOrder.LISTED && policy.targets().devices().isEmpty()) {
            add(keys.where("order"), "order: listed, without a list", "devices in targets, in the order of the waves");
        }
    }

    private void places() {
        Pace pace = policy.pace();
        if (pace.perSite() > pace.inFlight()) {
            add(
                    keys.where("pace"),
                    "perSite: " + pace.perSite() + ", inFlight: " + pace.inFlight(),
                    "no more at one site than at all of them");
        }
    }

    private void end() {
        Duration soaks = policy.waves().subList(0, policy.waves().size() - 1).stream()
                .map(WavePlan::soak)
                .reduce(Duration.ZERO, Duration::plus);
        policy.end()
                .filter(end -> end.after().compareTo(soaks) <= 0)
                .ifPresent(end -> add(
                        keys.where("end"),
                        "end after " + SpanText.of(end.after()),
                        "more than " + SpanText.of(soaks) + ", for which the waves soak before the last one opens"));
    }

    private void add(YamlValue where, String found, String expected) {
        keys.problems().add(where.contradiction(found, expected));
    }
}
