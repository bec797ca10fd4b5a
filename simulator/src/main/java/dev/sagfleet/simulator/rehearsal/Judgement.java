package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.controller.rollout.Objective;
import java.util.List;

/**
 * What many rehearsals say of an objective.
 *
 * @param found the quantile that it is about, in the unit of its measure
 */
public record Judgement(Objective objective, Quantile found, Verdict verdict) {
    /** Whether an objective holds. */
    public enum Verdict {
        /** With a confidence of 97.5 %. */
        HOLDS,
        /** With a confidence of 97.5 %. */
        FAILS,
        /** So many runs do not say. */
        UNDECIDED
    }

    /**
     * What these outcomes say of an objective.
     *
     * @param outcomes at least one
     */
    public static Judgement of(Objective objective, List<Outcome> outcomes) {
        long[] drawn = outcomes.stream()
                .mapToLong(outcome -> Figure.of(objective.measure(), outcome))
                .toArray();
        Quantile found = Quantile.of(drawn, objective.quantile());
        return new Judgement(objective, found, judge(objective, found));
    }

    /** How many outcomes it takes at least for it to hold, whatever they are. */
    public int runsLeast() {
        return switch (objective.bound()) {
            case AT_MOST -> Quantile.drawnForHigh(objective.quantile());
            case AT_LEAST -> Quantile.drawnForLow(objective.quantile());
        };
    }

    private static Verdict judge(Objective objective, Quantile found) {
        boolean isLowMet = objective.isMetBy(found.low());
        boolean isHighMet = objective.isMetBy(found.high());
        if (isLowMet && isHighMet) {
            return Verdict.HOLDS;
        }
        return isLowMet || isHighMet ? Verdict.UNDECIDED : Verdict.FAILS;
    }
}
