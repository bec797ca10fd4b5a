package dev.sagfleet.simulator.rehearsal;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.Objective;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that many rehearsals of a script say.
 *
 * @param script with the first seed; the others follow it, one by one
 * @param outcomes of each seed, in their order; at least one
 * @param judgements of the objectives
 * @param stop why there are no more; absent if just so many were wanted
 */
public record Findings(
        Script script, List<Outcome> outcomes, List<Judgement> judgements, Optional<Precision.Stop> stop) {
    public Findings {
        requireNonNull(script, "script");
        requireNonNull(stop, "stop");
        outcomes = List.copyOf(outcomes);
        judgements = List.copyOf(judgements);
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("outcomes: none (expected: 1 or more)");
        }
    }

    /** What outcomes say of some objectives. */
    public static Findings of(
            Script script, List<Objective> objectives, List<Outcome> outcomes, Optional<Precision.Stop> stop) {
        return new Findings(
                script,
                outcomes,
                objectives.stream()
                        .map(objective -> Judgement.of(objective, outcomes))
                        .toList(),
                stop);
    }

    /** Of all objectives together: one that fails is enough, and all must hold. Without any it holds. */
    public Judgement.Verdict verdict() {
        if (judgements.stream().anyMatch(judgement -> judgement.verdict() == Judgement.Verdict.FAILS)) {
            return Judgement.Verdict.FAILS;
        }
        return judgements.stream().allMatch(judgement -> judgement.verdict() == Judgement.Verdict.HOLDS)
                ? Judgement.Verdict.HOLDS
                : Judgement.Verdict.UNDECIDED;
    }

    /** How often it halts, whatever the wave. */
    public static Proportion halts(List<Outcome> outcomes) {
        int halted = (int)
                outcomes.stream().filter(outcome -> outcome.halt().isPresent()).count();
        return Proportion.of(halted, outcomes.size());
    }

    /** How often it halts in which wave, from 1; of those in which it does. */
    public static Map<Integer, Proportion> haltsByWave(List<Outcome> outcomes) {
        Map<Integer, Integer> counts = new TreeMap<>();
        outcomes.forEach(outcome -> outcome.haltedWave().ifPresent(wave -> counts.merge(wave, 1, Integer::sum)));
        Map<Integer, Proportion> halts = new TreeMap<>();
        counts.forEach((wave, count) -> halts.put(wave, Proportion.of(count, outcomes.size())));
        return halts;
    }

    /** How often bad images come to this. */
    public static Proportion catches(List<Outcome> outcomes, Outcome.Catch what) {
        int count = (int) outcomes.stream()
                .filter(outcome -> outcome.caught().equals(Optional.of(what)))
                .count();
        return Proportion.of(count, outcomes.size());
    }

    /** How often it neither went on nor stopped any more. */
    public static Proportion limbos(List<Outcome> outcomes) {
        int limbos = (int)
                outcomes.stream().filter(outcome -> outcome.limbo().isPresent()).count();
        return Proportion.of(limbos, outcomes.size());
    }

    /** How often it has not come to its end by the bound. */
    public static Proportion open(List<Outcome> outcomes) {
        int open =
                (int) outcomes.stream().filter(outcome -> !outcome.hasEnded()).count();
        return Proportion.of(open, outcomes.size());
    }
}
