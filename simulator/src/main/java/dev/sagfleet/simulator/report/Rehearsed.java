package dev.sagfleet.simulator.report;

import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.simulator.rehearsal.Curves;
import dev.sagfleet.simulator.rehearsal.Figure;
import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.Judgement;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Script;
import java.util.List;

/**
 * Rehearsals of one rollout.
 *
 * @param curves of all of them, or of the first
 */
public record Rehearsed(Findings findings, Curves curves) {
    Script script() {
        return findings.script();
    }

    List<Outcome> outcomes() {
        return findings.outcomes();
    }

    List<Judgement> judgements() {
        return findings.judgements();
    }

    RolloutPolicy policy() {
        return script().policy();
    }

    int runs() {
        return outcomes().size();
    }

    boolean isOne() {
        return runs() == 1;
    }

    /** Those that the curves are of. */
    List<Outcome> drawn() {
        return outcomes().subList(0, Math.min(runs(), curves.runs()));
    }

    long[] all(Figure figure) {
        return outcomes().stream().mapToLong(figure::of).toArray();
    }

    TimeAxis axis() {
        return new TimeAxis(
                script().begin(), curves.slots().widthMillis(), curves.slots().count());
    }
}
