package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.simulator.makes.RelayMake;
import dev.sagfleet.simulator.makes.RelayThroughput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What passes through relays without a limit, beside a plain one of Netty. */
final class RelayBenchmark {
    private static final Mark MARK = Mark.atLeast(0.95);
    private static final List<RelayMake> MEASURED = List.of(RelayMake.OURS);

    static List<Comparison> run(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        List<Comparison> comparisons = new ArrayList<>();
        for (RelayMake make : MEASURED) {
            progress.accept("relay, " + make.label());
            try (var measured = new Passage(new RelayThroughput(make, effort.span()));
                    var plain = new Passage(new RelayThroughput(RelayMake.PLAIN, effort.span()))) {
                comparisons.add(Comparison.inTurns(
                        "relay", make.label() + ", no limit", "Gbit/s", MARK, effort.rounds(), measured, plain));
            }
        }
        return comparisons;
    }

    private record Passage(RelayThroughput throughput) implements Contender {
        private static final double GIGA = 1e9;

        @Override
        public double measure() throws InterruptedException {
            try {
                return throughput.bitsPerSecond() / GIGA;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            throughput.close();
        }
    }

    private RelayBenchmark() {}
}
