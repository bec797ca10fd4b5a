package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.benchmark.BenchmarkRun;
import dev.sagfleet.simulator.benchmark.BucketResult;
import dev.sagfleet.simulator.benchmark.Comparison;
import dev.sagfleet.simulator.benchmark.Finding;
import dev.sagfleet.simulator.benchmark.Spread;
import dev.sagfleet.simulator.benchmark.Surroundings;
import dev.sagfleet.simulator.text.TextTable;
import java.util.List;
import java.util.Locale;

/** What a benchmark found, for a person. */
final class BenchmarkText {
    static String of(BenchmarkRun run) {
        var text = new StringBuilder(surroundings(run.surroundings()));
        if (run.isQuick()) {
            text.append("\n--quick shows that everything works; its numbers say nothing.\n");
        }
        if (!run.comparisons().isEmpty()) {
            text.append('\n').append(comparisons(run.comparisons()));
        }
        if (!run.findings().isEmpty()) {
            text.append('\n').append(findings(run.findings()));
        }
        if (!run.rates().isEmpty()) {
            text.append('\n').append(ShapingText.rates(run.rates()));
        }
        if (!run.flows().isEmpty()) {
            text.append('\n').append(ShapingText.flows(run.flows()));
        }
        if (!run.changes().isEmpty()) {
            text.append('\n').append(ShapingText.changes(run.changes()));
        }
        if (!run.buckets().isEmpty()) {
            text.append('\n').append(buckets(run.buckets()));
        }
        return text.toString();
    }

    private static String surroundings(Surroundings seen) {
        return TextTable.ofWords()
                .add("JDK", seen.jdk())
                .add("flags", String.join(" ", seen.flags()))
                .add("processors", Integer.toString(seen.processors()))
                .add("load before", number(seen.load()))
                .add("fsync", number(seen.fsyncMicros().median()) + " us (" + range(seen.fsyncMicros()) + ')')
                .text();
    }

    private static String comparisons(List<Comparison> comparisons) {
        TextTable table = TextTable.withNumbersFrom(3)
                .add("section", "what", "unit", "ours", "range", "bare", "range", "ratio", "range", "mark", "");
        for (Comparison found : comparisons) {
            table.add(
                    found.section(),
                    found.what(),
                    found.unit(),
                    number(found.ours().median()),
                    range(found.ours()),
                    number(found.baseline().median()),
                    range(found.baseline()),
                    ratio(found.ratio().median()),
                    ratio(found.ratio().min()) + " to " + ratio(found.ratio().max()),
                    found.mark().toString(),
                    found.isMet() ? "met" : "missed");
        }
        return table.text();
    }

    private static String findings(List<Finding> findings) {
        TextTable table = TextTable.withNumbersFrom(3).add("section", "what", "unit", "found", "range", "mark", "");
        for (Finding found : findings) {
            table.add(
                    found.section(),
                    found.what(),
                    found.unit(),
                    number(found.found().median()),
                    range(found.found()),
                    found.mark().toString(),
                    found.isMet() ? "met" : "missed");
        }
        return table.text();
    }

    /** How many times the time of ours others take, told the time or not as they are. */
    private static String buckets(List<BucketResult> results) {
        TextTable table = TextTable.withNumbersFrom(2)
                .add("buckets", "contender", "CPU ns", "range", "wall ns", "range", "bytes/op", "to ours");
        for (BucketResult result : results) {
            String times = results.stream()
                    .filter(other -> other.isOurs()
                            && other.scenario().equals(result.scenario())
                            && other.isToldTheTime() == result.isToldTheTime())
                    .map(ours -> ratio(result.cpuNanos().over(ours.cpuNanos())))
                    .findFirst()
                    .orElse("");
            table.add(
                    result.scenario(),
                    result.contender(),
                    number(result.cpuNanos().median()),
                    range(result.cpuNanos()),
                    number(result.wallNanos().median()),
                    range(result.wallNanos()),
                    number(result.allocatedBytes()),
                    times);
        }
        return table.text();
    }

    private static String range(Spread spread) {
        return number(spread.min()) + " to " + number(spread.max());
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** Three digits at least. */
    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private BenchmarkText() {}
}
