package dev.sagfleet.simulator.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The file that JMH writes of a benchmark of buckets. */
final class JmhReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NANOS = "ns/op";
    private static final String BYTES = "B/op";

    /**
     * In the order of the file.
     *
     * @throws BenchmarkException if the file holds something else
     */
    static List<BucketResult> read(Path file) throws IOException {
        List<BucketResult> results = new ArrayList<>();
        for (JsonNode run : JSON.readTree(Files.readString(file))) {
            results.add(result(run));
        }
        if (results.isEmpty()) {
            throw new BenchmarkException("The report of JMH holds no result: what it printed says why.");
        }
        return List.copyOf(results);
    }

    private static BucketResult result(JsonNode run) {
        JsonNode more = run.path("secondaryMetrics");
        return new BucketResult(
                scenario(run),
                run.path("params")
                        .path("contender")
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' '),
                Spread.of(values(run.path("primaryMetric"), NANOS)),
                Spread.of(values(more.path("cpu"), NANOS)),
                Spread.of(values(more.path("gc.alloc.rate.norm"), BYTES)).median(),
                bucketBytes(more.path("bucket").path("score").asDouble()));
    }

    private static String scenario(JsonNode run) {
        String benchmark = run.path("benchmark").asText();
        String name = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        int buckets = run.path("params").path("buckets").asInt();
        return buckets == 0 ? name : String.format(Locale.ROOT, "%s of %,d", name, buckets);
    }

    private static OptionalDouble bucketBytes(double weighed) {
        return weighed == 0 ? OptionalDouble.empty() : OptionalDouble.of(weighed);
    }

    /** Of all iterations of all forks. */
    private static List<Double> values(JsonNode metric, String unit) {
        List<Double> values = new ArrayList<>();
        for (JsonNode fork : metric.path("rawData")) {
            fork.forEach((JsonNode iteration) -> values.add(iteration.asDouble()));
        }
        String found = metric.path("scoreUnit").asText("none");
        if (values.isEmpty() || !found.equals(unit)) {
            throw new BenchmarkException("The report of JMH has values in " + found + " (expected: " + unit
                    + "): build the benchmark again.");
        }
        return values;
    }

    private JmhReport() {}
}
