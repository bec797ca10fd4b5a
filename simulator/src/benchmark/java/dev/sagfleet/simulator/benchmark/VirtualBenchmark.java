package dev.sagfleet.simulator.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What worlds on virtual time take: for an event, for a month of a fleet, and for a large fleet at rest. */
final class VirtualBenchmark {
    private static final String SECTION = "virtual";
    private static final Mark EVENT = Mark.atMost(10);
    private static final Mark EVENT_BYTES = Mark.atMost(400);
    private static final Mark LIFE_SECONDS = Mark.atMost(3);
    private static final Mark REST_SECONDS = Mark.atMost(60);
    private static final Mark REST_GIBIBYTES = Mark.atMost(4);
    private static final double GIBIBYTE = 1L << 30;
    private static final int COMPACT_HEADERS_SINCE = 25;

    /**
     * What was found.
     *
     * @param events beside a bare heap
     */
    record Result(Comparison events, List<Finding> findings) {}

    static Result run(Effort effort, Consumer<String> progress) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        progress.accept("events on virtual time");
        Comparison events = events(effort, findings);
        progress.accept("a month of a fleet on virtual time");
        findings.add(life(effort));
        progress.accept("a large fleet at rest on virtual time");
        rest(effort, findings);
        return new Result(events, findings);
    }

    private static Comparison events(Effort effort, List<Finding> findings) throws InterruptedException {
        String what = "event of " + count(effort.virtualDevices()) + " devices";
        try (var ours = new VirtualEvents(effort.virtualDevices(), effort.span());
                var bare = new BareEvents(effort.span(), ours::meanWaiting)) {
            Comparison compared = Comparison.inTurns(SECTION, what, "CPU ns", EVENT, effort.rounds(), ours, bare);
            findings.add(new Finding(SECTION, what, "bytes", Spread.of(ours.bytes(effort.rounds())), EVENT_BYTES));
            return compared;
        }
    }

    private static Finding life(Effort effort) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < effort.rounds(); round++) {
            try (var peer = new VirtualProcess(
                    List.of(), List.of("life", Integer.toString(effort.virtualDevices())))) {
                peer.line();
                peer.end();
                seconds.add(peer.seconds());
            }
        }
        String what = "30 days of " + count(effort.virtualDevices()) + " devices";
        return new Finding(SECTION, what, "s", Spread.of(seconds), LIFE_SECONDS);
    }

    private static void rest(Effort effort, List<Finding> findings) throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(List.of("-Xmx4g"));
        if (Runtime.version().feature() >= COMPACT_HEADERS_SINCE) {
            flags.add("-XX:+UseCompactObjectHeaders");
        }
        String devices = count(effort.virtualAtRest()) + " devices";
        try (var peer = new VirtualProcess(flags, List.of("rest", Integer.toString(effort.virtualAtRest())))) {
            peer.line();
            var seconds = Spread.of(List.of(peer.seconds()));
            var gibibytes = Spread.of(List.of(Long.parseLong(peer.line()) / GIBIBYTE));
            peer.end();
            findings.add(new Finding(SECTION, devices + " connected", "s", seconds, REST_SECONDS));
            findings.add(new Finding(SECTION, devices + " at rest", "GiB", gibibytes, REST_GIBIBYTES));
        }
    }

    private static String count(int devices) {
        return String.format(Locale.ROOT, "%,d", devices);
    }

    private VirtualBenchmark() {}
}
