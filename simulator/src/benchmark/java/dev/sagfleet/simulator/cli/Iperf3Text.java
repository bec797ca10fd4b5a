package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.iperf3.Iperf3Run;
import dev.sagfleet.simulator.text.TextTable;
import java.util.List;
import java.util.Locale;

/** What iperf3 found, for a person. */
final class Iperf3Text {
    static String of(List<Iperf3Run> runs) {
        TextTable table = TextTable.withNumbersFrom(1)
                .add(
                        "contender",
                        "Mbit/s",
                        "average %",
                        "least 100 ms %",
                        "most 100 ms %",
                        "first s %",
                        "first 100 ms %",
                        "pressure %");
        for (Iperf3Run run : runs) {
            table.add(
                    run.contender(),
                    Integer.toString(run.megabits()),
                    signed("%+.2f", run.deviation()),
                    signed("%+.1f", run.later().getMin()),
                    signed("%+.1f", run.later().getMax()),
                    signed("%+.2f", run.firstSecond()),
                    signed("%+.1f", run.firstInterval()),
                    signed("%.1f", run.pressure()));
        }
        return table.text();
    }

    private static String signed(String format, double share) {
        return String.format(Locale.ROOT, format, 100 * share);
    }

    private Iperf3Text() {}
}
