package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.controller.session.SessionPace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The heap that one more device takes, at either end: what many take, less what some take, so that what a
 * process needs anyhow does not count. Measured once each device has reported its traffic twice.
 */
final class HeapBenchmark {
    private static final String SECTION = "heap";
    private static final String UNIT = "bytes/device";
    private static final Mark MARK = Mark.atMost(1.6);

    /** Enough to fill what is as large for any number of devices, as the events that are remembered. */
    private static final int FIRST_DEVICES_MAX = 4_000;

    private static final long FIRST_SEED = 2;
    private static final long SEED = 1;

    private static final int TELEMETRY_MILLIS = 2_000;
    private static final double REPORTS = 2.2;

    private static final String OURS = "ours";
    private static final String BARE = "bare";

    private final Effort effort;
    private final Consumer<String> progress;

    private HeapBenchmark(Effort effort, Consumer<String> progress) {
        this.effort = effort;
        this.progress = progress;
    }

    static List<Comparison> run(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        return new HeapBenchmark(effort, progress).run();
    }

    private List<Comparison> run() throws IOException, InterruptedException {
        List<Double> ourServers = new ArrayList<>();
        List<Double> ourDevices = new ArrayList<>();
        List<Double> bareServers = new ArrayList<>();
        List<Double> bareDevices = new ArrayList<>();
        List<Double> ourBoth = new ArrayList<>();
        List<Double> bareBoth = new ArrayList<>();
        for (int round = 1; round <= effort.heapRounds(); round++) {
            progress.accept("heap, round " + round + " of " + effort.heapRounds());
            overSockets(OURS, ourServers, ourDevices);
            overSockets(BARE, bareServers, bareDevices);
            ourBoth.add(inMemory(OURS));
            bareBoth.add(inMemory(BARE));
        }
        String sockets = effort.heapSockets() + " sockets, ";
        return List.of(
                comparison(sockets + "controller's end", ourServers, bareServers),
                comparison(sockets + "device's end", ourDevices, bareDevices),
                comparison(effort.heapMemory() + " in memory, both ends", ourBoth, bareBoth));
    }

    private static Comparison comparison(String what, List<Double> ours, List<Double> bare) {
        return Comparison.of(SECTION, what, UNIT, MARK, ours, bare);
    }

    private void overSockets(String kind, List<Double> servers, List<Double> devices)
            throws IOException, InterruptedException {
        int count = effort.heapSockets();
        int first = Math.min(FIRST_DEVICES_MAX, count);
        try (PeerProcess server = PeerProcess.start(kind, "server", Integer.toString(TELEMETRY_MILLIS));
                PeerProcess clients = PeerProcess.start(kind, "devices", Integer.toString(server.port()))) {
            server.grow(first, FIRST_SEED);
            clients.grow(first, FIRST_SEED);
            settle(kind, first);
            long serverBefore = server.heapBytes();
            long clientsBefore = clients.heapBytes();
            server.grow(count, SEED);
            clients.grow(count, SEED);
            settle(kind, count);
            servers.add((server.heapBytes() - serverBefore) / (double) count);
            devices.add((clients.heapBytes() - clientsBefore) / (double) count);
        }
    }

    private double inMemory(String kind) throws IOException, InterruptedException {
        int count = effort.heapMemory();
        int first = Math.min(FIRST_DEVICES_MAX, count);
        try (PeerProcess both = PeerProcess.start(kind, "memory", Integer.toString(TELEMETRY_MILLIS))) {
            both.grow(first, FIRST_SEED);
            settle(kind, first);
            long before = both.heapBytes();
            both.grow(count, SEED);
            settle(kind, count);
            return (both.heapBytes() - before) / (double) count;
        }
    }

    /** Until all devices have reported twice, which a bare one never does. */
    private static void settle(String kind, int devices) throws InterruptedException {
        if (kind.equals(BARE)) {
            return;
        }
        long intervalMillis = Math.max(TELEMETRY_MILLIS, 1_000L * devices / SessionPace.REPORTS_PER_SECOND);
        TimeUnit.MILLISECONDS.sleep((long) (REPORTS * intervalMillis));
    }
}
