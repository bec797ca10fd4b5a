package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.simulator.world.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Connections of devices a second, signed, looked up and admitted, beside upgrades that let everybody in. */
final class ConnectBenchmark {
    private static final Mark MARK = Mark.atLeast(0.4);

    static List<Comparison> run(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        List<Comparison> comparisons = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            progress.accept("connects over " + transport.name().toLowerCase(Locale.ROOT));
            try (var ours = new FleetConnects(transport, effort.connects());
                    var bare = new BareConnects(CommandBenchmark.anAddress(transport), effort.connects())) {
                comparisons.add(Comparison.inTurns(
                        "connects",
                        transport.name().toLowerCase(Locale.ROOT),
                        "connects/s",
                        MARK,
                        effort.rounds(),
                        ours,
                        bare));
            }
        }
        return comparisons;
    }

    private ConnectBenchmark() {}
}
