package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

/**
 * How many failures of a wave halt the rollout: those that reach both. Source: rollout rule R9.
 *
 * @param failures part of the wave
 * @param least devices; 1 or more, so that no failure never halts
 */
public record Halt(Fraction failures, int least) {
    /** 5 % and at least two: one device that dies of something else does not halt a canary of 20, two do. */
    public static final Halt DEFAULT = new Halt(Fraction.ofPercent(5), 2);

    public Halt {
        requireNonNull(failures, "failures");
        if (least < 1 || least > Fraction.COUNT_MAX) {
            throw new IllegalArgumentException("least: " + least + " (expected: 1 to " + Fraction.COUNT_MAX + ')');
        }
    }

    /** Whether so many of a wave of this size are too many. */
    public boolean isReachedBy(int failed, int size) {
        return failed >= least && failures.isReachedBy(failed, size);
    }

    /** The smallest number of failures that halts a wave of this size; more than the size if none does. */
    public long smallest(int size) {
        return Math.max(least, failures.ceilingOf(size));
    }
}
