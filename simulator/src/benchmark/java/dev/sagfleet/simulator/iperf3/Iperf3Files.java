package dev.sagfleet.simulator.iperf3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sagfleet.simulator.iperf3.Iperf3Run.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What iperf3 prints with {@code -R -i 0.1 -J}, where the client that prints it is the receiver. */
public final class Iperf3Files {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COLUMNS = 4;

    /** iperf3 ends with a rest of an interval, in which too little happens to tell a rate. */
    private static final double INTERVAL_SECONDS_MIN = 0.05;

    /**
     * The runs of a list.
     *
     * @param list a line for each: contender, rate in Mbit/s, share of waiting for a processor, and the file that
     *     iperf3 wrote, with tabs between them
     * @throws IOException if a line or a file holds something else; the message says which
     */
    public static List<Iperf3Run> read(Path list) throws IOException {
        List<Iperf3Run> runs = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            String[] cells = line.split("\t", -1);
            if (cells.length != COLUMNS) {
                throw new IOException(list + ": " + line + " (expected: " + COLUMNS + " columns)");
            }
            runs.add(run(cells[0], Integer.parseInt(cells[1]), Double.parseDouble(cells[2]), Path.of(cells[3])));
        }
        return runs;
    }

    private static Iperf3Run run(String contender, int megabits, double pressure, Path file) throws IOException {
        JsonNode root = JSON.readTree(file.toFile());
        List<Interval> intervals = new ArrayList<>();
        for (JsonNode interval : root.path("intervals")) {
            JsonNode sum = interval.path("sum");
            double start = sum.path("start").asDouble();
            double end = sum.path("end").asDouble();
            if (end - start >= INTERVAL_SECONDS_MIN) {
                intervals.add(new Interval(start, end, sum.path("bytes").asLong()));
            }
        }
        JsonNode received = root.path("end").path("sum_received").path("bits_per_second");
        if (intervals.isEmpty()
                || !received.isNumber()
                || root.path("start").path("test_start").path("reverse").asInt() != 1) {
            throw new IOException(file + ": " + root.path("error").asText("no run of iperf3 with -R -i 0.1"));
        }
        return new Iperf3Run(contender, megabits, pressure, received.asDouble(), intervals);
    }

    private Iperf3Files() {}
}
