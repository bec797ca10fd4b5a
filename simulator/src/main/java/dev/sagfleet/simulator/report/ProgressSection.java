package dev.sagfleet.simulator.report;

import dev.sagfleet.simulator.rehearsal.Band;
import dev.sagfleet.simulator.rehearsal.Curves;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who has been upgraded when, all together and by wave. */
final class ProgressSection {
    static Section of(Rehearsed rehearsed) {
        Curves curves = rehearsed.curves();
        var waves = new Waves(rehearsed);
        var all = new LineChart(
                "Devices that run the new image",
                rehearsed.axis(),
                Unit.DEVICES,
                List.of(line("all", curves.upgraded())),
                Optional.empty(),
                false);
        var byWave = new LineChart(
                "The same by wave, in percent of its members",
                rehearsed.axis(),
                Unit.MILLE,
                IntStream.range(0, curves.groups().size())
                        .mapToObj(
                                group -> line(waves.name(group), curves.groups().get(group)))
                        .toList(),
                Optional.empty(),
                false);
        return new Section(
                "progress",
                "Upgraded over time",
                lead(curves.runs()),
                curves.groups().isEmpty() ? List.of(all) : List.of(all, byWave));
    }

    /** What the lines of many rehearsals mean. */
    static String lead(int runs) {
        return runs == 1
                ? "One rehearsal: chance may have been kind, which --runs tells."
                : "The line is the median of " + Unit.RUNS.text(runs)
                        + " rehearsals, the band goes from the 10th to the 90th percentile.";
    }

    static LineChart.Line line(String label, Band band) {
        return new LineChart.Line(label, band.low(), band.middle(), band.high());
    }

    private ProgressSection() {}
}
