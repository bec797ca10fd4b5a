package dev.sagfleet.simulator.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** What orders and words of devices cost in the store, beside the rows that they change alone, in groups of as many. */
final class JobBenchmark {
    private static final Mark HALF = Mark.atLeast(0.5);

    static List<Comparison> run(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        int devices = effort.commandDevices();
        progress.accept("jobs in the store");
        try (var ours = new StoredJobs(devices);
                var bare = new BareJobs(devices)) {
            Comparison words = inTurns("words of devices, committed", effort, ours::say, bare::say);
            Comparison orders = inTurns(
                    "orders to upgrade, committed",
                    effort,
                    () -> {
                        ours.end();
                        return ours.order();
                    },
                    bare::order);
            return List.of(words, orders);
        }
    }

    private static Comparison inTurns(String what, Effort effort, DoubleSupplier ours, DoubleSupplier bare)
            throws InterruptedException {
        return Comparison.inTurns(
                FirmwareBenchmark.SECTION,
                what,
                "rows/s",
                HALF,
                effort.rounds(),
                new Repeated(ours, effort),
                new Repeated(bare, effort));
    }

    /** As often as there is time, of which the mean is taken. */
    private record Repeated(DoubleSupplier once, Effort effort) implements Contender {
        @Override
        public double measure() {
            long beganNanos = System.nanoTime();
            double seconds = 0;
            long rounds = 0;
            while (System.nanoTime() - beganNanos < effort.span().toNanos()) {
                seconds += 1 / once.getAsDouble();
                rounds++;
            }
            return rounds / seconds;
        }

        @Override
        public void close() {}
    }

    private JobBenchmark() {}
}
