package dev.sagfleet.simulator.simtest;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Health;
import dev.sagfleet.controller.rollout.HealthFigures;
import dev.sagfleet.controller.rollout.Inconclusive;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Wave;
import java.math.BigInteger;
import java.util.Optional;

/** Judges the health of waves by the figures that they keep, and by what the policy says of figures. */
final class HealthAudit {
    private final Story story;

    HealthAudit(Story story) {
        this.story = story;
    }

    /**
     * Looks at a wave after a change.
     *
     * @param was the same before it; absent if it was not there
     * @param size how many members the wave is judged by
     */
    void look(Rollout rollout, Optional<Wave> was, Wave wave, int size) {
        Optional<Health> health = rollout.policy().health();
        if (health.isEmpty()) {
            return;
        }
        boolean isNew = wave.checkup().figures().isPresent()
                && was.filter(before ->
                                before.checkup().atMillis() == wave.checkup().atMillis())
                        .isEmpty();
        if (isNew && wave.verdict() != verdict(health.get(), wave, size)) {
            story.violated("figures say what they say", what(rollout, wave));
        }
        boolean passes = wave.stage() == Wave.Stage.PASSED
                && was.filter(before -> before.stage() == Wave.Stage.PASSED).isEmpty();
        if (passes && wave.counts().succeeded() > 0 && !permit(health.get(), wave)) {
            story.violated("a wave advances only by figures that permit it", what(rollout, wave));
        }
    }

    private static String what(Rollout rollout, Wave wave) {
        return rollout.origin().id() + " measures " + rollout.policy().health() + ": " + wave;
    }

    /** Whether a wave that is not behind stops its rollout by its health. */
    static boolean mustHalt(RolloutPolicy policy, Wave wave) {
        boolean isIll = wave.verdict() == Wave.Verdict.ILL;
        boolean isUnclear = wave.verdict() == Wave.Verdict.INCONCLUSIVE && policy.inconclusive() == Inconclusive.HALT;
        return policy.health().isPresent() && (isIll || isUnclear);
    }

    private static boolean permit(Health health, Wave wave) {
        return isWhole(health, wave)
                && wave.verdict() == Wave.Verdict.WELL
                && wave.checkup()
                        .figures()
                        .filter(figures -> speak(health, figures) && areEnough(health, figures))
                        .isPresent();
    }

    /** Whether they are of a time in which all whose success was certain have run the image. */
    private static boolean isWhole(Health health, Wave wave) {
        return 4 * (wave.checkup().atMillis() - wave.metMillis())
                >= 5 * health.over().toMillis();
    }

    private static Wave.Verdict verdict(Health health, Wave wave, int size) {
        HealthFigures figures = wave.checkup().figures().orElseThrow();
        boolean areTooFew = figures.asked() > 0 && !isAtLeast(figures.asked(), size, health.reportingLeast());
        if (areTooFew && !isWhole(health, wave)) {
            return Wave.Verdict.UNKNOWN;
        }
        if (!speak(health, figures)) {
            return Wave.Verdict.INCONCLUSIVE;
        }
        return areEnough(health, figures) ? Wave.Verdict.WELL : Wave.Verdict.ILL;
    }

    /** Whether they say anything. */
    private static boolean speak(Health health, HealthFigures figures) {
        return figures.reporting() > 0
                && figures.reporting() + figures.idle() <= figures.asked()
                && isAtLeast(figures.reporting(), figures.asked(), health.reportingLeast())
                && figures.beforeBytes().orElse(0L) > 0
                && figures.sinceBytes().orElse(-1L) >= 0;
    }

    private static boolean areEnough(Health health, HealthFigures figures) {
        return isAtLeast(
                figures.sinceBytes().orElseThrow(), figures.beforeBytes().orElseThrow(), health.offeredLeast());
    }

    private static boolean isAtLeast(long part, long whole, Fraction least) {
        BigInteger found = BigInteger.valueOf(part).multiply(BigInteger.valueOf(least.denominator()));
        return found.compareTo(BigInteger.valueOf(whole).multiply(BigInteger.valueOf(least.numerator()))) >= 0;
    }
}
