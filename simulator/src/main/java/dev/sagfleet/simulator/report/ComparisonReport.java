package dev.sagfleet.simulator.report;

import dev.sagfleet.simulator.rehearsal.Difference;
import dev.sagfleet.simulator.rehearsal.Figure;
import dev.sagfleet.simulator.text.FigureText;
import dev.sagfleet.simulator.text.RunsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of two rollouts is better in what, by rehearsals of both with the same draws. */
public final class ComparisonReport {
    private static final List<String> COLUMNS = List.of("figure", "A", "B", "B - A", "95 % interval", "B is");

    private final Rehearsed before;
    private final Rehearsed after;
    private final List<Difference> differences;

    private ComparisonReport(Rehearsed before, Rehearsed after, List<Difference> differences) {
        this.before = before;
        this.after = after;
        this.differences = differences;
    }

    /**
     * The report.
     *
     * @param before called A, with curves at the same times as B's
     * @param after called B
     * @param command that makes it again
     */
    public static Report of(Rehearsed before, Rehearsed after, List<Difference> differences, String command) {
        var report = new ComparisonReport(before, after, differences);
        List<Report.Origin> origin = new ArrayList<>(OriginFacts.of(before, command));
        origin.set(origin.size() - 1, hash("hash of A", before));
        origin.add(hash("hash of B", after));
        return new Report(
                "Comparison of two rollouts",
                report.title(),
                "Medians of A, the first file of the command, and of B, the second, in " + Unit.RUNS.text(before.runs())
                        + (before.isOne() ? " rehearsal" : " rehearsals") + " of each with the same draws.",
                report.verdict(),
                List.of(
                        report.fact(Figure.MOST),
                        report.fact(Figure.FINISH),
                        report.fact(Figure.SUCCEEDED),
                        report.fact(Figure.FAILED),
                        report.fact(Figure.TOUCHED),
                        report.fact(Figure.EGRESS)),
                origin,
                List.of(
                        report.figures(),
                        report.progress(),
                        report.egress(),
                        titled("warnings-a", "Warnings of A", WarningSection.of(before)),
                        titled("warnings-b", "Warnings of B", WarningSection.of(after)),
                        AssumptionSection.of(before.script())));
    }

    private String title() {
        String one = before.policy().name();
        String other = after.policy().name();
        return one.equals(other) ? one : one + ", or " + other;
    }

    private static Report.Origin hash(String label, Rehearsed rehearsed) {
        List<Report.Origin> origin = OriginFacts.of(rehearsed, "");
        return new Report.Origin(label, origin.get(origin.size() - 1).value(), true);
    }

    private static Section titled(String id, String title, Section section) {
        return new Section(id, title, section.lead(), section.blocks());
    }

    private Report.Verdict verdict() {
        List<String> better = figures(Difference.Verdict.BETTER);
        List<String> worse = figures(Difference.Verdict.WORSE);
        if (better.isEmpty() && worse.isEmpty()) {
            return new Report.Verdict(
                    Tone.PLAIN, "No difference shown", "Neither is shown to be better in any figure.");
        }
        String text = (better.isEmpty() ? "" : "Better: " + String.join(", ", better) + ". ")
                + (worse.isEmpty() ? "" : "Worse: " + String.join(", ", worse) + ".");
        if (worse.isEmpty()) {
            return new Report.Verdict(Tone.GOOD, "B is better", text);
        }
        return better.isEmpty()
                ? new Report.Verdict(Tone.BAD, "B is worse", text)
                : new Report.Verdict(Tone.WARNING, "B is better and worse", text);
    }

    private List<String> figures(Difference.Verdict verdict) {
        return differences.stream()
                .filter(difference -> difference.verdict() == verdict)
                .map(difference -> difference.figure().label())
                .toList();
    }

    private Report.Fact fact(Figure figure) {
        Difference difference = differences.stream()
                .filter(one -> one.figure() == figure)
                .findFirst()
                .orElseThrow();
        return new Report.Fact(
                FigureText.label(figure),
                kept(FigureText.of(figure.unit(), difference.before())) + " \u2192 "
                        + kept(FigureText.of(figure.unit(), difference.after())),
                word(difference.verdict()));
    }

    private static String kept(String words) {
        return words.replace(' ', '\u00a0');
    }

    private static String word(Difference.Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case DIFFERS -> "different";
            case NOT_SHOWN -> "no difference shown";
        };
    }

    private Section figures() {
        return new Section(
                "figures",
                "Figures",
                "Medians, and the median of the differences of all pairs with its interval. What is better or worse is"
                        + " so in the median with 95 % confidence.",
                List.of(new Table(
                        COLUMNS, differences.stream().map(ComparisonReport::row).toList())));
    }

    private static List<Table.Cell> row(Difference difference) {
        Figure.Unit unit = difference.figure().unit();
        Tone tone =
                switch (difference.verdict()) {
                    case BETTER -> Tone.GOOD;
                    case WORSE -> Tone.BAD;
                    case DIFFERS, NOT_SHOWN -> Tone.PLAIN;
                };
        return List.of(
                Table.Cell.of(FigureText.label(difference.figure())),
                Table.Cell.of(FigureText.of(unit, difference.before())),
                Table.Cell.of(FigureText.of(unit, difference.after())),
                Table.Cell.of(RunsText.signed(unit, difference.median().value())),
                Table.Cell.of(RunsText.signed(unit, difference.median().low()) + " to "
                        + RunsText.signed(unit, difference.median().high())),
                Table.Cell.of(word(difference.verdict()), tone));
    }

    private Section progress() {
        return new Section(
                "progress",
                "Upgraded over time",
                ProgressSection.lead(before.curves().runs()),
                List.of(new LineChart(
                        "Devices that run the new image",
                        before.axis(),
                        Unit.DEVICES,
                        List.of(
                                ProgressSection.line("A", before.curves().upgraded()),
                                ProgressSection.line("B", after.curves().upgraded())),
                        Optional.empty(),
                        false)));
    }

    private Section egress() {
        return new Section(
                "egress",
                "Egress",
                "",
                List.of(new LineChart(
                        "Highest rate of all downloads together in each step",
                        before.axis(),
                        Unit.BITS_PER_SECOND,
                        List.of(
                                ProgressSection.line("A", before.curves().egress()),
                                ProgressSection.line("B", after.curves().egress())),
                        Optional.empty(),
                        true)));
    }
}
