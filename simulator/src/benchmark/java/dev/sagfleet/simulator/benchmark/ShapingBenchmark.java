package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.simulator.makes.ChangeResult;
import dev.sagfleet.simulator.makes.FlowsResult;
import dev.sagfleet.simulator.makes.RateResult;
import dev.sagfleet.simulator.makes.RelayMake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How relays keep to a rate, and how their flows share it. */
final class ShapingBenchmark {
    private static final List<Integer> MEGABITS = List.of(2, 20, 50, 500);

    /** With one flow. */
    private static final List<RelayMake> ALONE =
            List.of(RelayMake.OURS, RelayMake.NETTY_1000_MS, RelayMake.NETTY_10_MS);

    /** With flows that have one rate between them. */
    private static final List<RelayMake> TOGETHER =
            List.of(RelayMake.OURS, RelayMake.NETTY_GLOBAL_1000_MS, RelayMake.NETTY_GLOBAL_10_MS);

    static List<RateResult> rates(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        List<RateResult> results = new ArrayList<>();
        for (int megabits : MEGABITS) {
            for (RelayMake make : ALONE) {
                progress.accept("shaping to " + megabits + " Mbit/s, " + make.label());
                results.add(RateResult.measure(make, Bandwidth.ofMegabits(megabits), effort.shaping()));
            }
        }
        return results;
    }

    static List<FlowsResult> flows(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        List<FlowsResult> results = new ArrayList<>();
        for (int megabits : MEGABITS) {
            for (RelayMake make : TOGETHER) {
                progress.accept("flows of " + megabits + " Mbit/s, " + make.label());
                results.add(FlowsResult.measure(make, Bandwidth.ofMegabits(megabits), effort.shaping()));
            }
        }
        return results;
    }

    static ChangeResult changes(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        progress.accept("changes of a bandwidth through the API");
        return ChangeBenchmark.run(effort);
    }

    private ShapingBenchmark() {}
}
