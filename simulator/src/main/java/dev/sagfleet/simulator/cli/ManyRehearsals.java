package dev.sagfleet.simulator.cli;

import dev.sagfleet.controller.rollout.Objective;
import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Precision;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import dev.sagfleet.simulator.rehearsal.Script;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Rehearsals of one script with seed after seed, as many as are wanted or until they say enough. */
final class ManyRehearsals {
    /**
     * Makes them.
     *
     * @param most of them
     * @param listeners to each, by its number from 0
     * @param out is told how far they have come
     */
    static Findings of(
            Script script,
            List<Objective> objectives,
            int most,
            Optional<Precision> precision,
            IntFunction<Rehearsal.Listener> listeners,
            PrintWriter out)
            throws InterruptedException {
        try (var progress = new RunsProgress(most, out)) {
            if (precision.isEmpty()) {
                List<Outcome> all =
                        RehearsalRuns.of(RehearsalRuns.seeded(script, script.seed(), most), listeners, progress);
                return Findings.of(script, objectives, all, Optional.empty());
            }
            List<Outcome> outcomes = new ArrayList<>();
            while (true) {
                int batch = Math.min(Precision.BATCH, most - outcomes.size());
                int before = outcomes.size();
                outcomes.addAll(RehearsalRuns.of(
                        RehearsalRuns.seeded(script, script.seed() + before, batch),
                        number -> listeners.apply(before + number),
                        progress));
                Precision.Stop stop = precision.get().after(objectives, outcomes, most);
                if (stop.isPrecise() || outcomes.size() == most) {
                    return Findings.of(script, objectives, outcomes, Optional.of(stop));
                }
            }
        }
    }

    /** What a command ends with that has found this. */
    static int exitCode(Findings findings) {
        return switch (findings.verdict()) {
            case HOLDS -> ExitCodes.DONE;
            case FAILS -> ExitCodes.MISSED;
            case UNDECIDED -> ExitCodes.INVALID_RUN;
        };
    }

    private ManyRehearsals() {}
}
