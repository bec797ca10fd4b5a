package dev.sagfleet.controller.rolloutimport;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.Fraction;

/**
 * How much must succeed, and how little may fail, so that neither contradicts the other.
 *
 * @param success more than nothing
 * @param failures at most what is left of it
 * @param original as they were written
 */
record Thresholds(Fraction success, Fraction failures, HawkbitSemantics.Limits original) {
    Thresholds {
        requireNonNull(success, "success");
        requireNonNull(failures, "failures");
        requireNonNull(original, "original");
    }

    /** Those in hundredths, with failures no more than the success spares. */
    static Thresholds ofPercent(int success, int failures) {
        int needed = Math.max(1, success);
        return new Thresholds(
                Fraction.ofPercent(needed),
                Fraction.ofPercent(Math.min(failures, 100 - needed)),
                new HawkbitSemantics.Limits(Fraction.ofPercent(success), Fraction.ofPercent(failures)));
    }
}
