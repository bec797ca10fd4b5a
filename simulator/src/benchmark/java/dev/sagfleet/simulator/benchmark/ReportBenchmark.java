package dev.sagfleet.simulator.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * What a report to a rollout costs in the store, beside the rows alone that it changes, in groups of as many; with rollouts of
 * some, many and very many members, measured in turns.
 */
final class ReportBenchmark implements AutoCloseable {
    private static final Mark TWICE = Mark.atMost(2);
    private static final Mark GROWTH = Mark.atMost(1.3);

    /** Turns before those that count. */
    private static final int WARM_UP_TURNS = 2;

    /** What was found. */
    record Result(List<Comparison> comparisons, Finding growth) {}

    /** A rollout of one size, ours and bare. */
    private static final class Size {
        private final int members;
        private final StoredReports ours;
        private final BareReports bare;
        private final List<Double> our = new ArrayList<>();
        private final List<Double> base = new ArrayList<>();

        Size(int atWork, int members) throws IOException {
            this.members = members;
            ours = new StoredReports(atWork, members);
            bare = new BareReports(ours);
        }

        void measure(Effort effort, boolean counts) {
            double found = again(effort, ours::say);
            double plain = again(effort, bare::say);
            if (counts) {
                our.add(found);
                base.add(plain);
            }
        }

        Comparison comparison() {
            String what = String.format(Locale.ROOT, "stored reports, %,d members", members);
            return Comparison.of(RolloutBenchmark.SECTION, what, "CPU us", TWICE, our, base);
        }
    }

    private final List<Size> sizes = new ArrayList<>();

    /** Measures. */
    static Result run(Effort effort, Consumer<String> progress) throws IOException {
        progress.accept("reports to a rollout in the store");
        try (var benchmark = new ReportBenchmark()) {
            int atWork = Math.min(effort.commandDevices(), effort.rolloutMembers() / RolloutBenchmark.PARTS[0]);
            for (int part : RolloutBenchmark.PARTS) {
                benchmark.sizes.add(new Size(Math.max(1, atWork), Math.max(2, effort.rolloutMembers() / part)));
            }
            for (int turn = 0; turn < WARM_UP_TURNS + effort.rounds(); turn++) {
                for (Size size : benchmark.sizes) {
                    size.measure(effort, turn >= WARM_UP_TURNS);
                }
            }
            return benchmark.result();
        }
    }

    /** Of processor time for each, as often as there is time for it: others may have the machine as well. */
    private static double again(Effort effort, IntSupplier once) {
        long beganNanos = System.nanoTime();
        long beganCpu = CpuTime.nanos();
        long reports = 0;
        while (System.nanoTime() - beganNanos < effort.span().toNanos()) {
            reports += once.getAsInt();
        }
        return (CpuTime.nanos() - beganCpu) / 1_000.0 / reports;
    }

    private Result result() {
        Size fewest = sizes.get(0);
        Size most = sizes.get(sizes.size() - 1);
        List<Double> growth = new ArrayList<>();
        for (int round = 0; round < fewest.our.size(); round++) {
            growth.add(most.our.get(round) / fewest.our.get(round));
        }
        return new Result(
                sizes.stream().map(Size::comparison).toList(),
                new Finding(
                        RolloutBenchmark.SECTION,
                        "stored report, from the fewest to the most",
                        "times",
                        Spread.of(growth),
                        GROWTH));
    }

    @Override
    public void close() {
        sizes.forEach(size -> {
            size.bare.close();
            size.ours.close();
        });
    }
}
