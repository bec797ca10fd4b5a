package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.simulator.world.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Signed calls of the API a second, beside a server that answers any request with as many bytes. */
final class ApiBenchmark {
    private static final String SECTION = "api";
    private static final String UNIT = "calls/s";
    private static final Mark READ = Mark.atLeast(0.4);

    /** A policy takes at most a quarter of a read. */
    private static final Mark POLICY = Mark.atLeast(0.8);

    private static final Mark DURABLE = Mark.atLeast(0.15);

    static List<Comparison> run(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        progress.accept("calls of the API");
        List<Comparison> comparisons = new ArrayList<>();
        try (var world = BenchmarkWorld.start(Transport.TCP, effort.associations());
                var load = new HttpLoad(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), world.controller().apiPort()))) {
            var calls = new ApiCalls(
                    world.controller().apiPort(),
                    world.controller().credentials().root(),
                    world.blueprint());
            load.send(calls.reads(1));
            try (var bare = new BareHttp(load.lastBodyBytes(), calls.reads(effort.requests()))) {
                Contender reads = new Calls(() -> load.send(calls.reads(effort.requests())));
                comparisons.add(
                        Comparison.inTurns(SECTION, "read of an instance", UNIT, READ, effort.rounds(), reads, bare));
            }
            comparisons.add(asUser(effort, world, load, calls));
            List<byte[]> associations = calls.associations();
            load.send(associations);
            try (var bare = new BareHttp(load.lastBodyBytes(), repeated(associations, effort.requests()))) {
                Contender durable = new Calls(() -> {
                    load.send(calls.dissociations());
                    return load.send(calls.associations());
                });
                comparisons.add(Comparison.inTurns(
                        SECTION, "durable Associate", UNIT, DURABLE, effort.rounds(), durable, bare));
            }
        }
        return comparisons;
    }

    /** What the policies of a user cost a read, beside the root key, which has none. */
    private static Comparison asUser(Effort effort, BenchmarkWorld world, HttpLoad load, ApiCalls asRoot)
            throws InterruptedException {
        var asUser = new ApiCalls(world.controller().apiPort(), BenchmarkUsers.KEY, world.blueprint());
        return Comparison.inTurns(
                SECTION,
                "read as a user of " + BenchmarkUsers.STATEMENTS + " statements",
                UNIT,
                POLICY,
                effort.rounds(),
                new Calls(() -> load.send(asUser.reads(effort.requests()))),
                new Calls(() -> load.send(asRoot.reads(effort.requests()))));
    }

    /** So that a round of the baseline is no shorter than one of ours. */
    private static List<byte[]> repeated(List<byte[]> requests, int count) {
        List<byte[]> many = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            many.add(requests.get(i % requests.size()));
        }
        return many;
    }

    private interface Measurement {
        double make() throws InterruptedException;
    }

    /** Calls to a controller that outlives it. */
    private record Calls(Measurement measurement) implements Contender {
        @Override
        public double measure() throws InterruptedException {
            return measurement.make();
        }

        @Override
        public void close() {}
    }

    private ApiBenchmark() {}
}
