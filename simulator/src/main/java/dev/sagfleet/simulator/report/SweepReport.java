package dev.sagfleet.simulator.report;

import dev.sagfleet.simulator.rehearsal.Figure;
import dev.sagfleet.simulator.rehearsal.LeftOut;
import dev.sagfleet.simulator.rehearsal.Script;
import dev.sagfleet.simulator.rehearsal.SweepPoint;
import dev.sagfleet.simulator.text.FigureText;
import dev.sagfleet.simulator.text.RunsText;
import dev.sagfleet.simulator.text.SweepText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What some values of a rollout cost: how long it takes with them, beside how many devices it touches before it halts. */
public final class SweepReport {
    private static final int REASONS_SHOWN = 5;

    private final List<SweepPoint> points;
    private final List<LeftOut> leftOut;
    private final boolean isBad;

    private SweepReport(List<SweepPoint> points, List<LeftOut> leftOut) {
        this.points = List.copyOf(points);
        this.leftOut = List.copyOf(leftOut);
        isBad = points.stream().anyMatch(point -> point.missed().isPresent());
    }

    /**
     * The report.
     *
     * @param script without any value changed, with the bad image if there is one
     * @param points one or more
     * @param leftOut of which there are none
     * @param runs of each
     * @param command that makes it again
     */
    public static Report of(Script script, List<SweepPoint> points, List<LeftOut> leftOut, int runs, String command) {
        var report = new SweepReport(points, leftOut);
        return new Report(
                "Sweep over values of a rollout",
                script.policy().name(),
                "Medians of " + Unit.RUNS.text(runs) + " rehearsals of each of " + points.size()
                        + " points, all with the same draws.",
                report.verdict(),
                report.facts(),
                List.of(
                        new Report.Origin("command", command, true),
                        new Report.Origin("seeds", script.seed() + " to " + (script.seed() + runs - 1), false),
                        new Report.Origin("start", TimeAxis.text(script.begin()) + " UTC, virtual", false)),
                List.of(report.curve(), report.table(), AssumptionSection.of(script)));
    }

    private Report.Verdict verdict() {
        List<SweepPoint> unbeaten =
                points.stream().filter(SweepPoint::isUnbeaten).toList();
        boolean isHalted = points.stream().anyMatch(point -> point.halts().hits() > 0);
        String some = unbeaten.size() + " of " + points.size();
        return isHalted
                ? new Report.Verdict(
                        Tone.PLAIN, some, "points are not beaten: no other one is as early and touches as few.")
                : new Report.Verdict(
                        Tone.WARNING,
                        "No halt",
                        isBad
                                ? "No rehearsal halts: no point catches the bad image."
                                : "No rehearsal halts: all points touch all devices. A bad image shows how many it"
                                        + " reaches.");
    }

    private Section curve() {
        List<SweepPoint> known = points.stream()
                .filter(point -> point.time().value() != Figure.NEVER)
                .toList();
        List<Block> blocks = new ArrayList<>();
        if (!known.isEmpty()) {
            blocks.add(new Scatter(
                    "Time until 95 % are upgraded, by devices touched",
                    new Scatter.Axis("devices touched", Unit.DEVICES),
                    new Scatter.Axis("95 % upgraded, time from the start", Unit.SPAN),
                    placed(known)));
        }
        if (known.size() < points.size()) {
            blocks.add(new Block.Notice(
                    Tone.WARNING,
                    "Never:",
                    "in " + (points.size() - known.size()) + " of " + points.size()
                            + " points 95 % are not upgraded in the median; they are in the table only."));
        }
        return new Section(
                "curve",
                "Time against devices touched",
                "Further left fewer devices have the image when the rollout halts, or in the end if it does not;"
                        + " further down it is done earlier."
                        + (isBad ? " The devices are those with the bad image, the time that without it." : ""),
                blocks);
    }

    /** Those that stand at one place are one point. */
    private static List<Scatter.Point> placed(List<SweepPoint> points) {
        Map<List<Long>, List<SweepPoint>> byPlace = new LinkedHashMap<>();
        points.forEach(point -> byPlace.computeIfAbsent(
                        List.of(point.touched().value(), point.time().value()), unknown -> new ArrayList<>())
                .add(point));
        List<Scatter.Point> placed = new ArrayList<>();
        byPlace.forEach((place, some) -> {
            SweepPoint first = some.get(0);
            String more = some.size() == 1 ? "" : " and " + (some.size() - 1) + " more";
            placed.add(new Scatter.Point(label(first) + more, place.get(0), place.get(1), first.isUnbeaten()));
        });
        return placed;
    }

    /** The values, by the last words of their paths. */
    private static String label(SweepPoint point) {
        return point.values().entrySet().stream()
                .map(entry -> entry.getKey().substring(entry.getKey().lastIndexOf('.') + 1) + ' ' + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private List<Report.Fact> facts() {
        SweepPoint earliest = points.stream()
                .min(Comparator.comparingLong((SweepPoint point) -> point.time().value())
                        .thenComparingLong(point -> point.touched().value()))
                .orElseThrow();
        SweepPoint fewest = points.stream()
                .min(Comparator.comparingLong(
                                (SweepPoint point) -> point.touched().value())
                        .thenComparingLong(point -> point.time().value()))
                .orElseThrow();
        return List.of(fact("earliest", earliest), fact("fewest touched", fewest));
    }

    private static Report.Fact fact(String what, SweepPoint point) {
        return new Report.Fact(
                what,
                FigureText.of(Figure.Unit.TIME, point.time().value()) + ", "
                        + FigureText.of(Figure.Unit.DEVICES, point.touched().value()) + " devices",
                label(point));
    }

    private Section table() {
        List<String> columns = new ArrayList<>(points.get(0).values().keySet());
        columns.addAll(List.of("95 % upgraded", "succeeded", "touched", "halts"));
        if (isBad) {
            columns.add("not caught");
        }
        columns.add("beaten by another");
        return new Section(
                "points",
                "Points",
                "What is varied: " + points.get(0).values().keySet().stream().collect(Collectors.joining(", ")) + '.',
                blocks(new Table(columns, points.stream().map(this::row).toList())));
    }

    private List<Block> blocks(Table table) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(table);
        LeftOut.byReason(leftOut).stream()
                .limit(REASONS_SHOWN)
                .forEach(some -> blocks.add(new Block.Notice(Tone.WARNING, "Left out:", SweepText.reason(some) + '.')));
        return blocks;
    }

    private List<Table.Cell> row(SweepPoint point) {
        List<Table.Cell> row = new ArrayList<>();
        point.values().values().forEach(value -> row.add(Table.Cell.of(value)));
        row.add(Table.Cell.of(FigureText.of(Figure.Unit.TIME, point.time().value())));
        row.add(Table.Cell.of(
                FigureText.of(Figure.Unit.DEVICES, point.succeeded().value())));
        row.add(Table.Cell.of(FigureText.of(Figure.Unit.DEVICES, point.touched().value())));
        row.add(Table.Cell.of(RunsText.percent(point.halts())));
        if (isBad) {
            row.add(Table.Cell.of(point.missed().map(RunsText::percent).orElse("")));
        }
        row.add(point.isUnbeaten() ? Table.Cell.of("no", Tone.GOOD) : Table.Cell.of("yes"));
        return row;
    }
}
