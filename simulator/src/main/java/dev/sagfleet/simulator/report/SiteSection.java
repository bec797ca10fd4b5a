package dev.sagfleet.simulator.report;

import dev.sagfleet.simulator.rehearsal.Curves;
import dev.sagfleet.simulator.rehearsal.SiteRows;
import java.util.List;
import java.util.stream.IntStream;

/** Which sites are done when. */
final class SiteSection {
    static Section of(Rehearsed rehearsed) {
        Curves curves = rehearsed.curves();
        List<HeatMap.Row> rows = IntStream.range(0, curves.rows().size())
                .mapToObj(at -> row(curves, at))
                .toList();
        boolean isEach = curves.rows().stream().allMatch(row -> row.sites() == 1);
        String lead =
                isEach ? "Each row is a site" : "Each row is several sites that are neighbours by region and name";
        String mean = curves.runs() == 1 ? "." : ", in the mean of " + Unit.RUNS.text(curves.runs()) + " rehearsals.";
        return new Section(
                "sites",
                "Sites over time",
                lead + mean,
                rows.isEmpty()
                        ? List.of()
                        : List.of(new HeatMap(
                                "Share of the devices at a site that run the new image", rehearsed.axis(), rows)));
    }

    private static HeatMap.Row row(Curves curves, int at) {
        SiteRows.Row row = curves.rows().get(at);
        long whole = (long) row.devices() * curves.runs();
        return new HeatMap.Row(
                row.sites() == 1 ? row.first() : row.first() + " to " + row.last(),
                curves.sites().get(at).stream()
                        .map(count -> Mean.mille(count, whole))
                        .toList());
    }

    private SiteSection() {}
}
