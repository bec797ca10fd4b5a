package dev.sagfleet.simulator.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What rehearsals take: a campaign of 30 days at several sizes, each in a process of its own, and many on two processors. */
final class RehearsalBenchmark {
    private static final String SECTION = "rehearsal";
    private static final Mark EVENT = Mark.atMost(8);
    private static final Mark EVENT_BYTES = Mark.atMost(300);
    private static final Mark EVENTS_PER_DEVICE = Mark.atMost(60);
    private static final Mark SECONDS = Mark.atMost(10);
    private static final Mark SMALL_SECONDS = Mark.atMost(2);
    private static final Mark GROWTH = Mark.atMost(12);
    private static final Mark GIBIBYTES = Mark.atMost(6);
    private static final Mark SPEEDUP = Mark.atLeast(1.8);
    private static final double GIBIBYTE = 1L << 30;
    private static final int STEP = 10;

    /** The launcher takes the better compiler for more devices only. */
    private static final int SMALL = 2_000;

    /** Fewer cannot be of all kinds. */
    private static final int LEAST = 50;

    /**
     * What was found.
     *
     * @param growth from the fewest devices to the most
     */
    record Result(List<Comparison> comparisons, List<Finding> findings, List<RehearsalSize> growth) {}

    private final Effort effort;
    private final Consumer<String> progress;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<RehearsalSize> growth = new ArrayList<>();

    private RehearsalBenchmark(Effort effort, Consumer<String> progress) {
        this.effort = effort;
        this.progress = progress;
    }

    /** @param isTenfold whether ten times as many devices are rehearsed in the end */
    static Result run(Effort effort, boolean isTenfold, Consumer<String> progress)
            throws IOException, InterruptedException {
        var benchmark = new RehearsalBenchmark(effort, progress);
        int most = effort.rehearsed();
        for (int devices : List.of(most / STEP / STEP, most / STEP, most)) {
            if (devices >= LEAST) {
                benchmark.campaign(devices);
            }
        }
        RehearsalSize small = benchmark.growth.get(0);
        RehearsalSize large = benchmark.growth.get(benchmark.growth.size() - 1);
        benchmark.find(small, "s", small.seconds(), SMALL_SECONDS);
        benchmark.find(large, "s", large.seconds(), SECONDS);
        benchmark.find(large, "bytes an event", large.bytesPerEvent(), EVENT_BYTES);
        benchmark.find(large, "events a device", large.eventsPerDevice(), EVENTS_PER_DEVICE);
        if (isTenfold) {
            RehearsalSize tenfold = benchmark.campaign(most * STEP);
            benchmark.find(tenfold, "times as long", tenfold.seconds() / large.seconds(), GROWTH);
            benchmark.find(tenfold, "GiB of heap", tenfold.peakBytes() / GIBIBYTE, GIBIBYTES);
        }
        benchmark.speedup();
        return new Result(benchmark.comparisons, benchmark.findings, benchmark.growth);
    }

    private void find(RehearsalSize size, String unit, double found, Mark mark) {
        findings.add(new Finding(SECTION, what(size.devices()), unit, Spread.of(List.of(found)), mark));
    }

    private static String what(int devices) {
        return String.format(Locale.ROOT, "30 days of %,d devices", devices);
    }

    private RehearsalSize campaign(int devices) throws IOException, InterruptedException {
        progress.accept(what(devices) + ", rehearsed");
        try (var peer = new VirtualProcess(flags(devices), List.of("rehearse", Integer.toString(devices)))) {
            peer.line();
            double seconds = peer.seconds();
            String[] words = peer.line().split(" ", -1);
            peer.end();
            long events = Long.parseLong(words[0]);
            var size = new RehearsalSize(devices, seconds, events, Long.parseLong(words[2]), Long.parseLong(words[3]));
            growth.add(size);
            if (devices >= effort.rehearsed()) {
                comparisons.add(Comparison.of(
                        SECTION,
                        "event of " + what(devices),
                        "CPU ns",
                        EVENT,
                        List.of(Double.parseDouble(words[1]) / events),
                        List.of(Double.parseDouble(words[4]) / events)));
            }
            return size;
        }
    }

    /** As the launcher has them, and a heap of which most is for what stays. */
    private static List<String> flags(int devices) {
        return devices <= SMALL
                ? List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                : Stream.concat(VirtualBenchmark.flags("6g").stream(), Stream.of("-XX:MaxNewSize=768m"))
                        .toList();
    }

    private void speedup() throws IOException, InterruptedException {
        int devices = Math.max(LEAST, effort.rehearsed() / STEP);
        int runs = 2 * effort.rounds() + 2;
        progress.accept(runs + " rehearsals of " + devices + " devices on one processor and on two");
        double one;
        double two;
        List<String> arguments = List.of("rehearsals", Integer.toString(runs), Integer.toString(devices));
        try (var peer = new VirtualProcess(VirtualBenchmark.flags("6g"), arguments)) {
            peer.line();
            double began = peer.seconds();
            peer.line();
            one = peer.seconds() - began;
            peer.line();
            two = peer.seconds() - began - one;
            peer.end();
        }
        findings.add(new Finding(
                SECTION,
                String.format(Locale.ROOT, "%d rehearsals of %,d devices", runs, devices),
                "times as fast on 2",
                Spread.of(List.of(one / two)),
                SPEEDUP));
    }
}
