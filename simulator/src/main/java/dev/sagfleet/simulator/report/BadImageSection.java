package dev.sagfleet.simulator.report;

import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Proportion;
import dev.sagfleet.simulator.text.RunsText;
import dev.sagfleet.simulator.text.SpanText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Which wave catches a bad image, and how many devices it has hit by then. */
final class BadImageSection {
    private static final List<String> COLUMNS = List.of(
            "bad image",
            "rehearsals",
            "share, 95 % interval",
            "devices hit by then",
            "devices hit",
            "first after",
            "caught after");

    /** Nothing if no image was to be bad. */
    static Optional<Section> of(Rehearsed rehearsed) {
        Map<Integer, List<Outcome>> byWave = new TreeMap<>();
        List<Outcome> missed = new ArrayList<>();
        List<Outcome> notMet = new ArrayList<>();
        for (Outcome outcome : rehearsed.outcomes()) {
            Optional<Outcome.Catch> caught = outcome.caught();
            if (caught.isEmpty()) {
                return Optional.empty();
            }
            switch (caught.get()) {
                case CAUGHT ->
                    byWave.computeIfAbsent(outcome.haltedWave().orElseThrow(), unknown -> new ArrayList<>())
                            .add(outcome);
                case MISSED -> missed.add(outcome);
                case NOT_MET -> notMet.add(outcome);
            }
        }
        int runs = rehearsed.runs();
        List<List<Table.Cell>> rows = new ArrayList<>();
        byWave.forEach((wave, outcomes) -> rows.add(row("caught in wave " + wave, Tone.PLAIN, outcomes, runs)));
        rows.add(row("not caught", missed.isEmpty() ? Tone.PLAIN : Tone.BAD, missed, runs));
        rows.add(row("met no device", Tone.PLAIN, notMet, runs));
        return Optional.of(new Section(
                "bad-image",
                "Bad image",
                "A device is hit when it begins to install an image that is bad on it. It is caught if the rollout"
                        + " halts.",
                List.of(new Table(COLUMNS, rows))));
    }

    private static List<Table.Cell> row(String what, Tone tone, List<Outcome> outcomes, int runs) {
        List<Outcome.Hits> hits =
                outcomes.stream().flatMap(outcome -> outcome.hits().stream()).toList();
        return List.of(
                Table.Cell.of(what),
                Table.Cell.of(Unit.RUNS.text(outcomes.size()), tone),
                Table.Cell.of(RunsText.percent(Proportion.of(outcomes.size(), runs))),
                Table.Cell.of(range(Unit.DEVICES, hits.stream().mapToLong(Outcome.Hits::beforeHalt))),
                Table.Cell.of(range(Unit.DEVICES, hits.stream().mapToLong(Outcome.Hits::devices))),
                Table.Cell.of(hits.stream()
                        .flatMap(one -> one.first().stream())
                        .min(Comparator.naturalOrder())
                        .map(SpanText::of)
                        .orElse("")),
                Table.Cell.of(range(
                        Unit.SPAN,
                        outcomes.stream()
                                .flatMap(outcome -> outcome.halt().stream())
                                .map(Outcome.Halted::after)
                                .mapToLong(Duration::toMillis))));
    }

    /** From the least to the most; empty of none. */
    static String range(Unit unit, LongStream numbers) {
        long[] sorted = numbers.sorted().toArray();
        if (sorted.length == 0) {
            return "";
        }
        String least = unit.text(sorted[0]);
        String most = unit.text(sorted[sorted.length - 1]);
        return least.equals(most) ? least : least + " to " + most;
    }

    private BadImageSection() {}
}
