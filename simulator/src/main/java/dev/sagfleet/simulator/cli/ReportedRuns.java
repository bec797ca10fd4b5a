package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.rehearsal.Courses;
import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.rehearsal.Slots;
import dev.sagfleet.simulator.report.Rehearsed;
import java.util.Optional;
import java.util.function.IntFunction;

/** Listens to the rehearsals of one rollout, by their numbers from 0, if a report of them is wanted. */
final class ReportedRuns implements IntFunction<Rehearsal.Listener> {
    private final Optional<Courses> courses;

    ReportedRuns(Script script, boolean isWanted) {
        courses = isWanted ? Optional.of(new Courses(script)) : Optional.empty();
    }

    @Override
    public Rehearsal.Listener apply(int number) {
        return courses.map(all -> all.listener(number)).orElse(Rehearsal.Listener.NONE);
    }

    /** The times at which there is something to see; only if a report is wanted. */
    Slots slots() {
        return courses.orElseThrow().slots();
    }

    /** All that is reported of them; only if that is wanted. */
    Rehearsed rehearsed(Findings findings, Slots slots) {
        return new Rehearsed(findings, courses.orElseThrow().curves(slots));
    }
}
