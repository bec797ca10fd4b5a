package dev.sagfleet.simulator.rehearsal;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Objective;
import java.util.List;
import java.util.Optional;

/**
 * When rehearsals say enough: once the intervals that matter are narrow. That is looked at after each {@value #BATCH} of
 * them, in the order of their seeds, so that it does not depend on how fast they are.
 *
 * @param share how far the ends of an interval may be from its value, see {@link Quantile#spread}; more than 0
 */
public record Precision(Fraction share) {
    /** So many rehearsals are made before it is looked at again. */
    public static final int BATCH = 20;

    private static final Fraction HALF = new Fraction(1, 2);

    public Precision {
        if (share.numerator() == 0) {
            throw new IllegalArgumentException("share: " + share + " (expected: more than 0%)");
        }
    }

    /**
     * A quantile whose interval matters.
     *
     * @param objective that is about it; absent if it is the median of the time until 95 % are upgraded
     */
    public record Estimate(Optional<Objective> objective, Quantile found) {
        public Estimate {
            requireNonNull(objective, "objective");
            requireNonNull(found, "found");
        }
    }

    /**
     * Why no more rehearsals were made.
     *
     * @param most that would have been made
     * @param estimates that were looked at, the widest first
     */
    public record Stop(Precision precision, int most, List<Estimate> estimates) {
        public Stop {
            requireNonNull(precision, "precision");
            estimates = List.copyOf(estimates);
        }

        /** Whether all intervals are narrow enough. */
        public boolean isPrecise() {
            double share =
                    (double) precision.share().numerator() / precision.share().denominator();
            return estimates.stream().allMatch(estimate -> estimate.found().spread() <= share);
        }
    }

    /**
     * What there is to be said after some rehearsals.
     *
     * @param objectives that the intervals of are to be narrow; if there are none, it is that of the time to 95 %
     * @param outcomes at least one
     */
    public Stop after(List<Objective> objectives, List<Outcome> outcomes, int most) {
        List<Estimate> estimates = objectives.isEmpty()
                ? List.of(new Estimate(
                        Optional.empty(),
                        Quantile.of(outcomes.stream().mapToLong(Figure.MOST::of).toArray(), HALF)))
                : objectives.stream()
                        .map(objective -> new Estimate(
                                Optional.of(objective),
                                Judgement.of(objective, outcomes).found()))
                        .toList();
        return new Stop(
                this,
                most,
                estimates.stream()
                        .sorted((left, right) -> Double.compare(
                                right.found().spread(), left.found().spread()))
                        .toList());
    }
}
