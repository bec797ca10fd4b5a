package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.simulator.world.Transport;
import io.netty.channel.local.LocalAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Command round trips a second through session and agent, beside the same frames with no logic. */
public final class CommandBenchmark {
    static final String SECTION = "commands";
    private static final String UNIT = "round trips/s";
    private static final Mark WITHOUT_COMMIT = Mark.atLeast(0.5);
    private static final Mark WITH_COMMIT = Mark.atLeast(0.3);
    private static final Mark AS_A_WRITER = Mark.atLeast(0.5);

    public static List<Comparison> run(Effort effort, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<Comparison> comparisons = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            String name = transport.name().toLowerCase(Locale.ROOT);
            progress.accept("commands over " + name);
            int devices = effort.commandDevices();
            try (var bare = new BareRoundTrips(anAddress(transport), devices, effort.span())) {
                try (var ours = new SessionRoundTrips(transport, devices, effort.span())) {
                    comparisons.add(Comparison.inTurns(
                            SECTION, name + ", no commit", UNIT, WITHOUT_COMMIT, effort.rounds(), ours, bare));
                }
                try (var ours = new CommittedRoundTrips(transport, devices, effort.span())) {
                    comparisons.add(Comparison.inTurns(
                            SECTION, name + ", committed", UNIT, WITH_COMMIT, effort.rounds(), ours, bare));
                    if (transport == Transport.MEMORY) {
                        comparisons.add(besideAWriter(ours, effort));
                    }
                }
            }
        }
        return comparisons;
    }

    /** A pair that keeps nothing says little about a store. */
    private static Comparison besideAWriter(CommittedRoundTrips ours, Effort effort)
            throws IOException, InterruptedException {
        try (var writer = new BareWriter(effort.commandDevices(), effort.span())) {
            return Comparison.inTurns(
                    SECTION, "memory, beside a writer", UNIT, AS_A_WRITER, effort.rounds(), ours, writer);
        }
    }

    /** Where a baseline of this transport can listen. */
    static SocketAddress anAddress(Transport transport) {
        return transport == Transport.MEMORY
                ? new LocalAddress(CommandBenchmark.class)
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private CommandBenchmark() {}
}
