package dev.sagfleet.simulator.report;

import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How many devices of each wave came how far. */
final class WaveSection {
    private static final List<String> COLUMNS = List.of(
            "wave", "members", "ordered", "fetched", "tried", "succeeded", "failed", "silent", "not ended", "left out");

    private final Rehearsed rehearsed;
    private final int runs;

    private WaveSection(Rehearsed rehearsed) {
        this.rehearsed = rehearsed;
        runs = rehearsed.drawn().size();
    }

    static Section of(Rehearsed rehearsed) {
        return new WaveSection(rehearsed).section();
    }

    private Section section() {
        var waves = new Waves(rehearsed);
        List<Reach> reached = rehearsed.curves().reached();
        List<List<Table.Cell>> rows = new ArrayList<>();
        IntStream.range(0, reached.size())
                .forEach(group -> rows.add(row(waves.name(group), reached.get(group), counts(group))));
        String mean = runs == 1 ? "" : "Devices in the mean of " + Unit.RUNS.text(runs) + " rehearsals. ";
        return new Section(
                "waves",
                "Waves",
                mean
                        + "Ordered: told to install the image. Fetched: had all of it. Tried: started it, and said how"
                        + " that went. Not ended: still at it, or never offered it, when the rehearsal was over. Left"
                        + " out: cancelled, superseded or gone.",
                List.of(new Table(COLUMNS, rows)));
    }

    private Counts counts(int group) {
        Counts sum = Counts.NONE;
        for (Outcome outcome : rehearsed.drawn()) {
            for (Wave wave : Waves.of(outcome, group)) {
                sum = sum.plus(wave.counts());
            }
        }
        return sum;
    }

    private List<Table.Cell> row(String name, Reach reach, Counts counts) {
        long members = reach.members();
        return List.of(
                Table.Cell.of(name),
                cell(members, members),
                cell(reach.ordered(), members),
                cell(reach.fetched(), members),
                cell(reach.tried(), members),
                cell(counts.succeeded(), members),
                cell(counts.failed(), members),
                cell(counts.silent(), members),
                cell(counts.open(), members),
                cell(counts.cancelled() + counts.superseded() + counts.left(), members));
    }

    private Table.Cell cell(long sum, long members) {
        return new Table.Cell(Mean.text(sum, runs), Tone.PLAIN, Mean.mille(sum, members));
    }
}
