package dev.sagfleet.simulator.report;

import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.controller.inventory.RolloutRepository.CauseCount;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.WaveGroups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Why devices have failed. */
final class CauseSection {
    private static final int SHOWN_MAX = 12;

    private final Rehearsed rehearsed;
    private final int runs;
    private final int groups;

    private record Cause(String label, List<Long> byGroup) {
        static Cause of(String label, long[] byGroup) {
            return new Cause(label, LongStream.of(byGroup).boxed().toList());
        }

        long all() {
            return byGroup.stream().mapToLong(count -> count).sum();
        }
    }

    private CauseSection(Rehearsed rehearsed) {
        this.rehearsed = rehearsed;
        runs = rehearsed.drawn().size();
        groups = Math.max(1, rehearsed.curves().groups().size());
    }

    static Section of(Rehearsed rehearsed) {
        return new CauseSection(rehearsed).section();
    }

    private Section section() {
        List<Cause> causes = causes();
        String lead = causes.isEmpty()
                ? "No device failed."
                : "Failed devices by the code that they gave"
                        + (runs == 1 ? "." : ", in the mean of " + Unit.RUNS.text(runs) + " rehearsals.");
        return new Section("causes", "Causes", lead, causes.isEmpty() ? List.of() : List.of(table(causes)));
    }

    private List<Cause> causes() {
        Map<UpdateCode, long[]> byCode = new EnumMap<>(UpdateCode.class);
        for (Outcome outcome : rehearsed.drawn()) {
            for (CauseCount count : outcome.causes()) {
                int group = Math.min(groups - 1, WaveGroups.of(Math.max(0, count.wave())));
                byCode.computeIfAbsent(count.code(), unknown -> new long[groups])[group] += count.members();
            }
        }
        List<Cause> causes = new ArrayList<>();
        byCode.forEach((code, counts) -> causes.add(Cause.of(label(code), counts)));
        causes.sort(Comparator.comparingLong(Cause::all).reversed());
        if (causes.size() <= SHOWN_MAX) {
            return causes;
        }
        long[] others = new long[groups];
        causes.subList(SHOWN_MAX, causes.size()).forEach(cause -> addTo(others, cause.byGroup()));
        List<Cause> shown = new ArrayList<>(causes.subList(0, SHOWN_MAX));
        shown.add(Cause.of("other causes", others));
        return shown;
    }

    private static void addTo(long[] sums, List<Long> more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more.get(i);
        }
    }

    private static String label(UpdateCode code) {
        return code == UpdateCode.NONE ? "not said" : code.text() + " (" + code.number() + ')';
    }

    private Table table(List<Cause> causes) {
        var waves = new Waves(rehearsed);
        List<String> columns = new ArrayList<>(List.of("cause", "devices"));
        for (int group = 0; group < groups; group++) {
            columns.add(waves.name(group));
        }
        long most = causes.stream().mapToLong(Cause::all).max().orElse(1);
        List<List<Table.Cell>> rows = new ArrayList<>();
        for (Cause cause : causes) {
            List<Table.Cell> row = new ArrayList<>(List.of(
                    Table.Cell.of(cause.label()),
                    new Table.Cell(Mean.text(cause.all(), runs), Tone.PLAIN, Mean.mille(cause.all(), most))));
            cause.byGroup().forEach(count -> row.add(Table.Cell.of(Mean.text(count, runs))));
            rows.add(row);
        }
        return new Table(columns, rows);
    }
}
