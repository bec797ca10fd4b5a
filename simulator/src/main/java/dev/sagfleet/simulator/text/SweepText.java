package dev.sagfleet.simulator.text;

import dev.sagfleet.simulator.rehearsal.Figure;
import dev.sagfleet.simulator.rehearsal.LeftOut;
import dev.sagfleet.simulator.rehearsal.Proportion;
import dev.sagfleet.simulator.rehearsal.SweepPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code sag rehearse sweep} says. */
public final class SweepText {
    private static final double PERCENT = 100;
    private static final int REASONS_SHOWN = 5;

    /**
     * The points, each in a line, with a star at those that nothing beats.
     *
     * @param leftOut of which there are none
     * @param runs of each
     */
    public static String of(List<SweepPoint> points, List<LeftOut> leftOut, int runs) {
        boolean isBad = points.stream().anyMatch(point -> point.missed().isPresent());
        TextTable table = TextTable.withNumbersFrom(1);
        List<String> heading = new ArrayList<>(List.of(""));
        heading.addAll(points.get(0).values().keySet());
        heading.addAll(List.of("95 % upgraded", "succeeded", "touched", "halts"));
        if (isBad) {
            heading.add("not caught");
        }
        table.add(heading.toArray(String[]::new));
        for (SweepPoint point : points) {
            List<String> row = new ArrayList<>(List.of(point.isUnbeaten() ? "*" : ""));
            row.addAll(point.values().values());
            row.add(FigureText.of(Figure.Unit.TIME, point.time().value()));
            row.add(FigureText.of(Figure.Unit.DEVICES, point.succeeded().value()));
            row.add(FigureText.of(Figure.Unit.DEVICES, point.touched().value()));
            row.add(percent(point.halts()));
            point.missed().ifPresent(missed -> row.add(percent(missed)));
            table.add(row.toArray(String[]::new));
        }
        return table.text() + legend(points, runs, isBad) + without(points.size(), leftOut);
    }

    private static String legend(List<SweepPoint> points, int runs, boolean isBad) {
        String with = isBad ? "; touched, halts and not caught with the bad image, the others without" : "";
        String text = "medians of " + runs + " runs" + with + "\n"
                + "touched: until it halted, or in all if it did not\n"
                + "*: no other point is as early, touches as few and is better in one of both\n";
        boolean isHalted = points.stream().anyMatch(point -> point.halts().hits() > 0);
        String unhalted = isBad
                ? "no run halts: no point catches the bad image"
                : "no run halts: all points touch all devices;" + " --bad-image shows how many a bad image reaches";
        return text + (isHalted ? "" : unhalted + '\n');
    }

    /** Which combinations make no points, in a few lines; nothing if all do. */
    private static String without(int points, List<LeftOut> leftOut) {
        if (leftOut.isEmpty()) {
            return "";
        }
        int all = points + leftOut.size();
        var text =
                new StringBuilder("left out: " + leftOut.size() + " of " + all + " points, by the rules of the file\n");
        List<List<LeftOut>> byReason = LeftOut.byReason(leftOut);
        byReason.stream()
                .limit(REASONS_SHOWN)
                .forEach(some -> text.append("  ").append(reason(some)).append('\n'));
        int more = byReason.size() - REASONS_SHOWN;
        return text + (more > 0 ? "  and for " + more + " more reasons\n" : "");
    }

    /**
     * Whom something keeps from being a point, and why.
     *
     * @param some that are left out for one reason; 1 or more
     */
    public static String reason(List<LeftOut> some) {
        LeftOut first = some.get(0);
        String more = some.size() == 1 ? "" : " and " + (some.size() - 1) + " more";
        return first.text() + more + ": " + first.why();
    }

    private static String percent(Proportion share) {
        return String.format(Locale.ROOT, "%.0f %%", PERCENT * share.share());
    }

    private SweepText() {}
}
