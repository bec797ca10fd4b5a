package dev.sagfleet.simulator.text;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Objective;
import dev.sagfleet.controller.rolloutfile.ObjectiveText;
import dev.sagfleet.simulator.rehearsal.Difference;
import dev.sagfleet.simulator.rehearsal.Figure;
import dev.sagfleet.simulator.rehearsal.Judgement;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Quantile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What {@code sag rehearse --runs} says. */
public final class RunsText {
    private static final List<Integer> PERCENTILES = List.of(10, 50, 90);
    private static final double BITS_PER_MEGABIT = 1e6;
    private static final double PERCENT = 100;
    private static final double MILLIONTHS_PER_PERCENT = 10_000;

    /** What came of many rehearsals: each figure with its quantiles, and how often it halted where. */
    public static String of(List<Outcome> outcomes) {
        TextTable table = TextTable.withNumbersFrom(1);
        List<String> heading = new ArrayList<>(List.of(outcomes.size() + " runs"));
        PERCENTILES.forEach(percentile -> heading.addAll(List.of("p" + percentile, "95 % interval")));
        table.add(heading.toArray(String[]::new));
        for (Figure figure : Figure.values()) {
            long[] drawn = outcomes.stream().mapToLong(figure::of).toArray();
            List<String> row = new ArrayList<>(List.of(figure.label()));
            for (int percentile : PERCENTILES) {
                Quantile found = Quantile.of(drawn, Fraction.ofPercent(percentile));
                row.add(text(figure.unit(), found.value()));
                row.add(interval(figure.unit(), found));
            }
            table.add(row.toArray(String[]::new));
        }
        return table.text() + halts(outcomes);
    }

    private static String halts(List<Outcome> outcomes) {
        Map<Integer, Integer> byWave = new TreeMap<>();
        outcomes.forEach(outcome -> outcome.haltedWave().ifPresent(wave -> byWave.merge(wave, 1, Integer::sum)));
        var text = new StringBuilder();
        byWave.forEach((wave, count) -> text.append(
                String.format(Locale.ROOT, "halts in wave %d: %.1f %%%n", wave, PERCENT * count / outcomes.size())));
        long open = outcomes.stream().filter(outcome -> !outcome.hasEnded()).count();
        return (byWave.isEmpty() ? "never halts\n" : text.toString())
                + (open == 0
                        ? ""
                        : String.format(Locale.ROOT, "has not ended: %.1f %%%n", PERCENT * open / outcomes.size()));
    }

    private static String interval(Figure.Unit unit, Quantile found) {
        String low = found.low() == Quantile.UNBOUNDED_BELOW ? "?" : text(unit, found.low());
        String high = found.high() == Figure.NEVER && unit != Figure.Unit.TIME ? "?" : text(unit, found.high());
        return low + " to " + high;
    }

    private static String text(Figure.Unit unit, long value) {
        return switch (unit) {
            case TIME -> value == Figure.NEVER ? "never" : SpanText.of(Duration.ofMillis(value));
            case DEVICES -> String.format(Locale.ROOT, "%,d", value);
            case BITS_PER_SECOND -> String.format(Locale.ROOT, "%,.0f Mbit/s", value / BITS_PER_MEGABIT);
        };
    }

    /** By how much a rollout differs from another one. */
    public static String of(List<Difference> differences, int runs) {
        TextTable table = TextTable.withNumbersFrom(1);
        table.add(runs + " pairs", "A", "B", "B - A", "95 % interval", "B is");
        for (Difference difference : differences) {
            Figure.Unit unit = difference.figure().unit();
            Quantile median = difference.median();
            table.add(
                    difference.figure().label(),
                    text(unit, difference.before()),
                    text(unit, difference.after()),
                    signed(unit, median.value()),
                    signed(unit, median.low()) + " to " + signed(unit, median.high()),
                    switch (difference.verdict()) {
                        case BETTER -> "better";
                        case WORSE -> "worse";
                        case NOT_SHOWN -> "no difference shown";
                    });
        }
        return table.text();
    }

    private static String signed(Figure.Unit unit, long value) {
        if (value == Figure.NEVER || value == -Figure.NEVER || value == Quantile.UNBOUNDED_BELOW) {
            return "?";
        }
        return value < 0 ? "-" + text(unit, -value) : text(unit, value);
    }

    /** An objective, and what the runs say of it. */
    public static String of(Judgement judgement) {
        Objective objective = judgement.objective();
        Quantile found = judgement.found();
        return String.format(
                Locale.ROOT,
                "%-9s  %s: found %s (%s to %s)",
                judgement.verdict().name().toLowerCase(Locale.ROOT),
                ObjectiveText.of(objective),
                text(objective.measure(), found.value()),
                found.low() == Quantile.UNBOUNDED_BELOW ? "?" : text(objective.measure(), found.low()),
                found.high() == Figure.NEVER ? "?" : text(objective.measure(), found.high()));
    }

    private static String text(Objective.Measure measure, long value) {
        return switch (measure) {
            case FINISH -> text(Figure.Unit.TIME, value);
            case TOUCHED_BEFORE_HALT, FAILED -> text(Figure.Unit.DEVICES, value);
            case SUCCEEDED -> String.format(Locale.ROOT, "%.2f %%", value / MILLIONTHS_PER_PERCENT);
            case EGRESS -> text(Figure.Unit.BITS_PER_SECOND, value);
        };
    }

    private RunsText() {}
}
