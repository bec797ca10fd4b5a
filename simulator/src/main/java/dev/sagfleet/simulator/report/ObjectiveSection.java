package dev.sagfleet.simulator.report;

import dev.sagfleet.controller.rollout.Objective;
import dev.sagfleet.controller.rolloutfile.ObjectiveText;
import dev.sagfleet.simulator.rehearsal.Judgement;
import dev.sagfleet.simulator.text.RunsText;
import java.util.List;
import java.util.Locale;

/** What the rollout must show, and whether it does. */
final class ObjectiveSection {
    private static final List<String> COLUMNS = List.of("objective", "verdict", "found", "95 % interval");

    static Section of(Rehearsed rehearsed) {
        List<Judgement> judgements = rehearsed.judgements();
        String lead = judgements.isEmpty()
                ? "The file of the rollout sets none, so nothing here says whether the figures are good enough."
                : "An objective holds, or fails, if the whole interval lies on one side of its limit: with 97.5 %"
                        + " confidence. Otherwise so many rehearsals do not say.";
        List<Block> table = List.of(new Table(
                COLUMNS, judgements.stream().map(ObjectiveSection::row).toList()));
        return new Section("objectives", "Objectives", lead, judgements.isEmpty() ? List.of() : table);
    }

    private static List<Table.Cell> row(Judgement judgement) {
        Objective.Measure measure = judgement.objective().measure();
        return List.of(
                Table.Cell.of(ObjectiveText.of(judgement.objective())),
                Table.Cell.of(judgement.verdict().name().toLowerCase(Locale.ROOT), tone(judgement.verdict())),
                Table.Cell.of(RunsText.text(measure, judgement.found().value())),
                Table.Cell.of(RunsText.interval(judgement)));
    }

    private static Tone tone(Judgement.Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> Tone.GOOD;
            case FAILS -> Tone.BAD;
            case UNDECIDED -> Tone.WARNING;
        };
    }

    private ObjectiveSection() {}
}
