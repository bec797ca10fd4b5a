package dev.sagfleet.simulator.report;

import dev.sagfleet.simulator.rehearsal.Figure;
import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Proportion;
import dev.sagfleet.simulator.text.RunsText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** When rehearsals came to an end, and how many halted where. */
final class FinishSection {
    private static final List<Long> WIDTHS = Stream.concat(
                    Stream.of(1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720).map(Duration::ofMinutes),
                    Stream.of(1, 2, 7, 14).map(Duration::ofDays))
            .map(Duration::toMillis)
            .toList();

    static Section of(Rehearsed rehearsed) {
        List<Block> blocks = new ArrayList<>();
        add(blocks, "Time until 95 % of the members were upgraded", "Never 95 % upgraded:", rehearsed.all(Figure.MOST));
        add(blocks, "Time until the rollout was over", "Never over:", rehearsed.all(Figure.FINISH));
        blocks.add(halts(rehearsed));
        return new Section(
                "finish",
                "How it ends",
                "Each of " + Unit.RUNS.text(rehearsed.runs()) + " rehearsals counts once.",
                blocks);
    }

    private static void add(List<Block> blocks, String title, String otherwise, long[] times) {
        long[] known = LongStream.of(times).filter(time -> time != Figure.NEVER).toArray();
        int never = times.length - known.length;
        if (known.length > 0) {
            blocks.add(Histogram.of(title, Unit.SPAN, known, WIDTHS));
        }
        if (never > 0) {
            blocks.add(new Block.Notice(
                    Tone.WARNING,
                    otherwise,
                    "in " + Unit.RUNS.text(never) + " of " + Unit.RUNS.text(times.length) + " rehearsals."));
        }
    }

    private static Table halts(Rehearsed rehearsed) {
        Map<Integer, List<Outcome.Halted>> byWave = new TreeMap<>();
        rehearsed.outcomes().forEach(outcome -> outcome.halt()
                .ifPresent(halt -> byWave.computeIfAbsent(halt.wave(), unknown -> new ArrayList<>())
                        .add(halt)));
        List<List<String>> rows = new ArrayList<>();
        byWave.forEach((wave, halts) -> rows.add(List.of(
                "halted in wave " + wave,
                Unit.RUNS.text(halts.size()),
                RunsText.percent(Proportion.of(halts.size(), rehearsed.runs())),
                BadImageSection.range(Unit.DEVICES, halts.stream().mapToLong(Outcome.Halted::touched)),
                BadImageSection.range(
                        Unit.SPAN, halts.stream().mapToLong(halt -> halt.after().toMillis())))));
        Proportion open = Findings.open(rehearsed.outcomes());
        int halted = Findings.halts(rehearsed.outcomes()).hits();
        rows.add(List.of(
                "never halted",
                Unit.RUNS.text(rehearsed.runs() - halted),
                RunsText.percent(Proportion.of(rehearsed.runs() - halted, rehearsed.runs())),
                "",
                ""));
        rows.add(List.of("had not ended", Unit.RUNS.text(open.hits()), RunsText.percent(open), "", ""));
        return Table.ofText(
                List.of("", "rehearsals", "share, 95 % interval", "devices touched by then", "after"), rows);
    }

    private FinishSection() {}
}
