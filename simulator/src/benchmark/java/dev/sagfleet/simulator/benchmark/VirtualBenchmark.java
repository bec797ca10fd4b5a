package dev.sagfleet.simulator.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
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

    private static Comparison events(Effort effort, List<Finding> findings) throws IOException, InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        List<String> arguments = List.of(
                "events",
                Integer.toString(effort.virtualDevices()),
                Integer.toString(effort.rounds()),
                Long.toString(effort.span().toMillis()));
        try (var peer = new VirtualProcess(flags(), arguments)) {
            for (int round = 0; round < effort.rounds(); round++) {
                String[] words = peer.line().split(" ", -1);
                ours.add(Double.parseDouble(words[0]));
                bare.add(Double.parseDouble(words[1]));
                bytes.add(Double.parseDouble(words[2]));
            }
            peer.end();
        }
        String what = "event of " + count(effort.virtualDevices()) + " devices";
        findings.add(new Finding(SECTION, what, "bytes", Spread.of(bytes), EVENT_BYTES));
        return Comparison.of(SECTION, what, "CPU ns", EVENT, ours, bare);
    }

    /** One thread works and nobody waits for it, so the collector that costs least is the best; unless one is chosen. */
    private static List<String> flags() {
        return flags("4g");
    }

    /** Likewise with so much heap at most. */
    static List<String> flags(String heap) {
        List<String> flags = new ArrayList<>(List.of("-Xmx" + heap));
        if (ManagementFactory.getRuntimeMXBean().getInputArguments().stream().noneMatch(flag -> flag.contains("GC"))) {
            flags.add("-XX:+UseParallelGC");
        }
        if (Runtime.version().feature() >= COMPACT_HEADERS_SINCE) {
            flags.add("-XX:+UseCompactObjectHeaders");
        }
        return flags;
    }

    private static Finding life(Effort effort) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < effort.rounds(); round++) {
            try (var peer = new VirtualProcess(flags(), List.of("life", Integer.toString(effort.virtualDevices())))) {
                peer.line();
                peer.end();
                seconds.add(peer.seconds());
            }
        }
        String what = "30 days of " + count(effort.virtualDevices()) + " devices";
        return new Finding(SECTION, what, "s", Spread.of(seconds), LIFE_SECONDS);
    }

    private static void rest(Effort effort, List<Finding> findings) throws IOException, InterruptedException {
        String devices = count(effort.virtualAtRest()) + " devices";
        try (var peer = new VirtualProcess(flags(), List.of("rest", Integer.toString(effort.virtualAtRest())))) {
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
