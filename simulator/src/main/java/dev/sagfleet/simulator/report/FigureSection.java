package dev.sagfleet.simulator.report;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.simulator.rehearsal.Figure;
import dev.sagfleet.simulator.rehearsal.Quantile;
import dev.sagfleet.simulator.text.FigureText;
import dev.sagfleet.simulator.text.RunsText;
import java.util.ArrayList;
import java.util.List;

/** All figures, as a terminal shows them. */
final class FigureSection {
    private static final List<Integer> PERCENTILES = List.of(10, 50, 90);

    static Section of(Rehearsed rehearsed) {
        return new Section(
                "figures",
                "Figures",
                rehearsed.isOne()
                        ? ""
                        : stop(rehearsed)
                                + "Percentiles of the rehearsals, each with an interval that covers the true one 95"
                                + " times of a hundred: two of the values found, whose ranks the binomial distribution"
                                + " gives. A ? is a bound that so few rehearsals cannot give.",
                List.of(table(rehearsed)));
    }

    /** Why there are so many of them, where that was left to them. */
    private static String stop(Rehearsed rehearsed) {
        String why = rehearsed
                .findings()
                .stop()
                .map(stop -> RunsText.of(stop, rehearsed.runs()) + ". ")
                .orElse("");
        return why.isEmpty() ? "" : Character.toUpperCase(why.charAt(0)) + why.substring(1);
    }

    private static Table table(Rehearsed rehearsed) {
        List<String> columns = new ArrayList<>(List.of("figure"));
        if (rehearsed.isOne()) {
            columns.add("found");
        } else {
            PERCENTILES.forEach(percentile -> columns.addAll(List.of("p" + percentile, "95 % interval")));
        }
        return Table.ofText(
                columns,
                Figure.of(rehearsed.outcomes()).stream()
                        .map(figure -> row(figure, rehearsed))
                        .toList());
    }

    private static List<String> row(Figure figure, Rehearsed rehearsed) {
        long[] drawn = rehearsed.all(figure);
        List<String> row = new ArrayList<>(List.of(FigureText.label(figure)));
        if (rehearsed.isOne()) {
            row.add(FigureText.of(figure.unit(), drawn[0]));
            return row;
        }
        for (int percentile : PERCENTILES) {
            Quantile found = Quantile.of(drawn, Fraction.ofPercent(percentile));
            row.add(FigureText.of(figure.unit(), found.value()));
            row.add(RunsText.interval(figure.unit(), found));
        }
        return row;
    }

    private FigureSection() {}
}
