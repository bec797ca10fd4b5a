package dev.sagfleet.simulator.simtest;

import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Halt;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Silence;
import dev.sagfleet.controller.rollout.Wave;
import java.util.Optional;

/** Judges the waves of a rollout by its policy alone: every outcome that their members can still have is tried. */
final class GateAudit {
    private final Story story;
    private final HealthAudit health;

    GateAudit(Story story) {
        this.story = story;
        health = new HealthAudit(story);
    }

    /**
     * Looks at a rollout after a change.
     *
     * @param was the same before it
     * @param halts how often the rollout has halted in this change
     */
    void look(Rollout was, Rollout rollout, int halts) {
        String what = rollout.origin().id() + " is " + rollout.state() + ": " + rollout.waves();
        boolean mustHalt = false;
        boolean areBehind = true;
        for (int number = 0; number < rollout.waves().size(); number++) {
            Wave wave = rollout.waves().get(number);
            mustHalt |= wave.stage() != Wave.Stage.PLANNED && mustHalt(rollout.policy(), number, wave);
            boolean isKnown = number < was.waves().size();
            health.look(
                    rollout,
                    isKnown ? Optional.of(was.waves().get(number)) : Optional.empty(),
                    wave,
                    size(rollout.policy(), wave));
            if (wave.stage() == Wave.Stage.PASSED
                    && rollout.state().isUnderWay()
                    && !isCertain(rollout.policy(), number, wave)) {
                story.violated("a wave passes only if nothing can take it below its success", what);
            }
            areBehind &= wave.isBehind();
            if (areBehind != number < rollout.frontier()) {
                story.violated("a wave is behind if all before it are", what + ", at " + rollout.frontier());
            }
        }
        boolean goesOn = rollout.state() == RolloutState.RUNNING || rollout.state() == RolloutState.PAUSED;
        if (mustHalt && goesOn) {
            story.violated("a rollout halts at once if a wave is past its limits", what);
        }
        if (halts > 1 || (halts == 1 && !mustHalt)) {
            story.violated("a rollout halts once, and for a cause", what);
        }
    }

    private static boolean mustHalt(RolloutPolicy policy, int number, Wave wave) {
        int size = size(policy, wave);
        if (size == 0) {
            return false;
        }
        int failed = Math.max(0, failures(policy, wave) - wave.accepted());
        Halt halt = policy.halt(number);
        boolean isTooMany = failed >= halt.least() && isAtLeast(failed, size, halt.failures());
        boolean canSucceed = false;
        for (int more = 0; more <= undecided(policy, wave); more++) {
            canSucceed |= isAtLeast(wave.counts().succeeded() + more, size, policy.success(number));
        }
        return isTooMany || !canSucceed || HealthAudit.mustHalt(policy, wave);
    }

    private static boolean isCertain(RolloutPolicy policy, int number, Wave wave) {
        return isAtLeast(wave.counts().succeeded(), size(policy, wave), policy.success(number));
    }

    private static int undecided(RolloutPolicy policy, Wave wave) {
        Counts counts = wave.counts();
        boolean mayComeBack = policy.silence().countsAs() == Silence.CountsAs.NOTHING;
        return counts.waiting() + counts.active() + (mayComeBack ? counts.silent() : 0);
    }

    private static int failures(RolloutPolicy policy, Wave wave) {
        boolean isFailure = policy.silence().countsAs() == Silence.CountsAs.FAILURE;
        return wave.counts().failed() + (isFailure ? wave.counts().silent() : 0);
    }

    /** Without those whose failure somebody has accepted. */
    private static int size(RolloutPolicy policy, Wave wave) {
        Counts counts = wave.counts();
        int all = counts.waiting() + counts.active() + counts.succeeded() + counts.failed() + counts.silent();
        return all - Math.min(failures(policy, wave), wave.accepted());
    }

    /** Worlds are small, so that no product is too large. */
    private static boolean isAtLeast(int count, int size, Fraction part) {
        return count * part.denominator() >= size * part.numerator();
    }
}
