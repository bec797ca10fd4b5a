package dev.sagfleet.simulator.text;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Objective;
import dev.sagfleet.controller.rolloutfile.ObjectiveText;
import dev.sagfleet.controller.rolloutfile.PercentText;
import dev.sagfleet.simulator.rehearsal.Difference;
import dev.sagfleet.simulator.rehearsal.Figure;
import dev.sagfleet.simulator.rehearsal.Findings;
import dev.sagfleet.simulator.rehearsal.Judgement;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Precision;
import dev.sagfleet.simulator.rehearsal.Proportion;
import dev.sagfleet.simulator.rehearsal.Quantile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code sag rehearse --runs} says. */
public final class RunsText {
    private static final List<Integer> PERCENTILES = List.of(10, 50, 90);
    private static final int MEDIAN = 50;
    private static final double PERCENT = 100;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double MILLIONTHS_PER_PERCENT = 10_000;

    /** All that many rehearsals say: each figure with its quantiles, how often it halts where, objectives. */
    public static String of(Findings findings) {
        var text = new StringBuilder(of(findings.outcomes()));
        findings.stop()
                .ifPresent(stop ->
                        text.append(of(stop, findings.outcomes().size())).append('\n'));
        findings.judgements().forEach(judgement -> text.append(of(judgement))
                .append(more(judgement, findings.outcomes().size()))
                .append('\n'));
        return text.toString();
    }

    private static String of(List<Outcome> outcomes) {
        TextTable table = TextTable.withNumbersFrom(1);
        List<String> heading = new ArrayList<>(List.of(counted(outcomes.size(), "run")));
        PERCENTILES.forEach(percentile -> heading.addAll(List.of("p" + percentile, "95 % interval")));
        table.add(heading.toArray(String[]::new));
        for (Figure figure : Figure.of(outcomes)) {
            long[] drawn = outcomes.stream().mapToLong(figure::of).toArray();
            List<String> row = new ArrayList<>(List.of(FigureText.label(figure)));
            for (int percentile : PERCENTILES) {
                Quantile found = Quantile.of(drawn, Fraction.ofPercent(percentile));
                row.add(FigureText.of(figure.unit(), found.value()));
                row.add(interval(figure.unit(), found));
            }
            table.add(row.toArray(String[]::new));
        }
        return table.text() + halts(outcomes);
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** How far they have come, in one line. */
    public static String progress(int done, int count, long nanos, String one) {
        double seconds = nanos / NANOS_A_SECOND;
        String pace = done == 0
                ? ""
                : String.format(
                        Locale.ROOT, ", %.1f a second, %s to go", done / seconds, SpanText.of(Duration.ofSeconds((long)
                                (seconds * (count - done) / done))));
        return String.format(Locale.ROOT, "%,d of %,d rehearsals%s", done, count, pace)
                + (one.isEmpty() ? "" : "; one is at " + one);
    }

    private static String halts(List<Outcome> outcomes) {
        Map<Integer, Proportion> byWave = Findings.haltsByWave(outcomes);
        var text = new StringBuilder();
        byWave.forEach((wave, share) -> text.append("halts in wave ")
                .append(wave)
                .append(": ")
                .append(percent(share))
                .append('\n'));
        Proportion limbos = Findings.limbos(outcomes);
        if (limbos.hits() > 0) {
            text.append("ends in limbo, where it neither goes on nor stops: ")
                    .append(percent(limbos))
                    .append('\n');
        }
        Proportion open = Findings.open(outcomes);
        return (byWave.isEmpty() && limbos.hits() == 0 ? "never halts\n" : text.toString())
                + (open.hits() == 0 ? "" : "has not ended by the bound (--until): " + percent(open) + '\n')
                + (outcomes.stream().allMatch(outcome -> outcome.hits().isEmpty()) ? "" : BadImageText.of(outcomes));
    }

    /** How often, with its interval. */
    public static String percent(Proportion share) {
        return String.format(
                Locale.ROOT,
                "%.1f %% (%.1f to %.1f %%)",
                PERCENT * share.share(),
                PERCENT * share.low(),
                PERCENT * share.high());
    }

    /** Why there are no more of them. */
    public static String of(Precision.Stop stop, int runs) {
        String asked = PercentText.of(stop.precision().share());
        Precision.Estimate widest = stop.estimates().get(0);
        String what = widest.objective().map(ObjectiveText::of).orElse("the median of 95 % upgraded");
        if (stop.isPrecise()) {
            return "stopped after " + runs + " of at most " + stop.most() + " runs: all intervals are within " + asked
                    + ", the widest of " + what;
        }
        double spread = widest.found().spread();
        String width = Double.isInfinite(spread)
                ? "has no bound"
                : String.format(Locale.ROOT, "is within %.1f %%", PERCENT * spread);
        return "made all " + runs + " runs: the interval of " + what + ' ' + width + ", and not " + asked;
    }

    /** Its interval as a person reads it. */
    public static String interval(Figure.Unit unit, Quantile found) {
        String low = found.low() == Quantile.UNBOUNDED_BELOW ? "?" : FigureText.of(unit, found.low());
        String high =
                found.high() == Figure.NEVER && unit != Figure.Unit.TIME ? "?" : FigureText.of(unit, found.high());
        return low + " to " + high;
    }

    /** By how much a rollout differs from another one. */
    public static String of(List<Difference> differences, int runs) {
        TextTable table = TextTable.withNumbersFrom(1);
        table.add(counted(runs, "pair"), "A", "B", "B - A", "95 % interval", "B is");
        for (Difference difference : differences) {
            Figure.Unit unit = difference.figure().unit();
            Quantile median = difference.median();
            table.add(
                    FigureText.label(difference.figure()),
                    FigureText.of(unit, difference.before()),
                    FigureText.of(unit, difference.after()),
                    signed(unit, median.value()),
                    signed(unit, median.low()) + " to " + signed(unit, median.high()),
                    switch (difference.verdict()) {
                        case BETTER -> "better";
                        case WORSE -> "worse";
                        case DIFFERS -> "different";
                        case NOT_SHOWN -> "no difference shown";
                    });
        }
        int least = Quantile.drawnForHigh(Fraction.ofPercent(MEDIAN));
        return table.text() + (runs < least ? "fewer than " + least + " pairs cannot show a difference\n" : "");
    }

    /** A difference as a person reads it. */
    public static String signed(Figure.Unit unit, long value) {
        if (value == Figure.NEVER || value == -Figure.NEVER || value == Quantile.UNBOUNDED_BELOW) {
            return "?";
        }
        return value < 0 ? "-" + FigureText.of(unit, -value) : FigureText.of(unit, value);
    }

    /** An objective, and what the runs say of it. */
    static String of(Judgement judgement) {
        Objective objective = judgement.objective();
        Quantile found = judgement.found();
        return String.format(
                Locale.ROOT,
                "%-9s  %s: found %s (%s)",
                judgement.verdict().name().toLowerCase(Locale.ROOT),
                ObjectiveText.of(objective),
                text(objective.measure(), found.value()),
                interval(judgement));
    }

    /** The interval of what an objective is about, as a person reads it. */
    public static String interval(Judgement judgement) {
        Objective.Measure measure = judgement.objective().measure();
        Quantile found = judgement.found();
        String low = found.low() == Quantile.UNBOUNDED_BELOW ? "?" : text(measure, found.low());
        boolean isUnbounded = found.high() == Figure.NEVER && found.low() != Figure.NEVER;
        return low + " to " + (isUnbounded ? "?" : text(measure, found.high()));
    }

    /** How many runs it takes to decide this, if so few cannot. */
    private static String more(Judgement judgement, int runs) {
        boolean isTooFew = judgement.verdict() == Judgement.Verdict.UNDECIDED && runs < judgement.runsLeast();
        return isTooFew ? "; with fewer than " + judgement.runsLeast() + " runs it cannot hold" : "";
    }

    /** What an objective looks at, as a person reads it. */
    public static String text(Objective.Measure measure, long value) {
        return switch (measure) {
            case FINISH -> FigureText.of(Figure.Unit.TIME, value);
            case TOUCHED_BEFORE_HALT, FAILED, FELL_BACK, SILENT, LOST -> FigureText.of(Figure.Unit.DEVICES, value);
            case SUCCEEDED -> String.format(Locale.ROOT, "%.2f %%", value / MILLIONTHS_PER_PERCENT);
            case EGRESS -> FigureText.of(Figure.Unit.BITS_PER_SECOND, value) + " Mbit/s";
        };
    }

    private RunsText() {}
}
