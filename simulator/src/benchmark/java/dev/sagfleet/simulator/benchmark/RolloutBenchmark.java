package dev.sagfleet.simulator.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What a rollout's engine takes for what a device reports, its offers and gates included, at some, many and very many
 * members; and what a member takes in memory, in one process and without a store. Then the same with a {@linkplain
 * ReportBenchmark store}, and a {@linkplain LargeRolloutBenchmark large one} beside others.
 */
final class RolloutBenchmark {
    static final String SECTION = "rollouts";
    private static final Mark MICROSECONDS = Mark.atMost(5);
    private static final Mark GROWTH = Mark.atMost(1.3);
    private static final Mark BYTES = Mark.atMost(200);
    private static final int WARM_UP_MEMBERS = 20_000;

    /** The least and the middle are these parts of the most: 1,000 and 100,000 of 300,000. */
    static final int[] PARTS = {300, 3, 1};

    /** What was found. */
    record Result(List<Comparison> comparisons, List<Finding> findings) {}

    static Result run(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        List<Finding> findings = engine(effort, progress);
        ReportBenchmark.Result stored = ReportBenchmark.run(effort, progress);
        findings.add(stored.growth());
        findings.addAll(LargeRolloutBenchmark.run(effort, progress));
        return new Result(stored.comparisons(), findings);
    }

    private static List<Finding> engine(Effort effort, Consumer<String> progress) {
        List<List<Double>> micros = new ArrayList<>();
        for (int ignored : PARTS) {
            micros.add(new ArrayList<>());
        }
        List<Double> bytes = new ArrayList<>();
        List<Double> growth = new ArrayList<>();
        progress.accept("reports to a rollout");
        RolloutReports.microsEach(Math.min(WARM_UP_MEMBERS, effort.rolloutMembers()), effort.rolloutMembers());
        for (int round = 0; round < effort.rounds(); round++) {
            for (int i = 0; i < PARTS.length; i++) {
                micros.get(i).add(RolloutReports.microsEach(members(effort, i), effort.rolloutMembers()));
            }
            growth.add(micros.get(PARTS.length - 1).get(round) / micros.get(0).get(round));
            bytes.add(RolloutReports.bytesEach(effort.rolloutMembers()));
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < PARTS.length; i++) {
            String what = String.format(Locale.ROOT, "report at %,d members", members(effort, i));
            findings.add(new Finding(SECTION, what, "CPU us", Spread.of(micros.get(i)), MICROSECONDS));
        }
        findings.add(new Finding(SECTION, "report, from the fewest to the most", "times", Spread.of(growth), GROWTH));
        findings.add(new Finding(SECTION, "member in memory", "bytes", Spread.of(bytes), BYTES));
        return findings;
    }

    private static int members(Effort effort, int part) {
        return Math.max(1, effort.rolloutMembers() / PARTS[part]);
    }

    private RolloutBenchmark() {}
}
