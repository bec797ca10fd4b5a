package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.simulator.benchmark.BenchmarkRun;
import dev.sagfleet.simulator.benchmark.BucketResult;
import dev.sagfleet.simulator.benchmark.Comparison;
import dev.sagfleet.simulator.benchmark.Finding;
import dev.sagfleet.simulator.benchmark.Spread;
import dev.sagfleet.simulator.benchmark.Surroundings;

/** What a benchmark found, for a machine. */
final class BenchmarkJson {
    static ObjectNode of(BenchmarkRun run) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("quick", run.isQuick());
        addSurroundings(root, run.surroundings());
        var comparisons = root.putArray("comparisons");
        run.comparisons().forEach(found -> add(comparisons.addObject(), found));
        var findings = root.putArray("findings");
        run.findings().forEach(found -> add(findings.addObject(), found));
        var rates = root.putArray("shaping");
        run.rates().forEach(found -> ShapingJson.add(rates.addObject(), found));
        var flows = root.putArray("flows");
        run.flows().forEach(found -> ShapingJson.add(flows.addObject(), found));
        var changes = root.putArray("changes");
        run.changes().forEach(found -> ShapingJson.add(changes.addObject(), found));
        var buckets = root.putArray("buckets");
        run.buckets().forEach(found -> add(buckets.addObject(), found));
        return root;
    }

    private static void addSurroundings(ObjectNode root, Surroundings seen) {
        root.put("jdk", seen.jdk());
        var flags = root.putArray("flags");
        seen.flags().forEach(flags::add);
        root.put("processors", seen.processors()).put("load", seen.load());
        add(root.putObject("fsyncMicros"), seen.fsyncMicros());
    }

    private static void add(ObjectNode node, Comparison found) {
        node.put("section", found.section())
                .put("what", found.what())
                .put("unit", found.unit())
                .put("mark", found.mark().ratio())
                .put("markIsLimit", found.mark().isLimit())
                .put("met", found.isMet());
        add(node.putObject("ours"), found.ours());
        add(node.putObject("bare"), found.baseline());
        add(node.putObject("ratio"), found.ratio());
    }

    private static void add(ObjectNode node, Finding found) {
        node.put("section", found.section())
                .put("what", found.what())
                .put("unit", found.unit())
                .put("mark", found.mark().ratio())
                .put("markIsLimit", found.mark().isLimit())
                .put("met", found.isMet());
        add(node.putObject("found"), found.found());
    }

    private static void add(ObjectNode node, BucketResult found) {
        node.put("scenario", found.scenario())
                .put("contender", found.contender())
                .put("allocatedBytes", found.allocatedBytes());
        found.bucketBytes().ifPresent(bytes -> node.put("bucketBytes", bytes));
        add(node.putObject("cpuNanos"), found.cpuNanos());
        add(node.putObject("wallNanos"), found.wallNanos());
    }

    private static void add(ObjectNode node, Spread spread) {
        node.put("min", spread.min()).put("median", spread.median()).put("max", spread.max());
    }

    private BenchmarkJson() {}
}
