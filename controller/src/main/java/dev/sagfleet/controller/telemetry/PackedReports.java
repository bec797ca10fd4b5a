package dev.sagfleet.controller.telemetry;

import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;

/** The last two reports of one boot of a device, in less room than their objects take: there are many, seldom looked at. */
final class PackedReports {
    private static final int COUNTERS = 3;
    private static final int TRAFFIC = 2 * COUNTERS;
    private static final int REPORT = 1 + 2 * TRAFFIC;

    // The previous one, then the latest. Of each: uptime; uplink and downlink, of each accelerated and other,
    // of each offered, passed and dropped. And last which boot it is.
    private final long[] numbers;

    private PackedReports(long[] numbers) {
        this.numbers = numbers;
    }

    /** Both the same, as after the first. */
    static PackedReports first(long boot, Telemetry report) {
        long[] numbers = new long[2 * REPORT + 1];
        numbers[2 * REPORT] = boot;
        put(numbers, 0, report);
        put(numbers, REPORT, report);
        return new PackedReports(numbers);
    }

    /** The latest becomes the previous one. */
    PackedReports followedBy(Telemetry report) {
        long[] next = numbers.clone();
        System.arraycopy(numbers, REPORT, next, 0, REPORT);
        put(next, REPORT, report);
        return new PackedReports(next);
    }

    private static void put(long[] numbers, int at, Telemetry report) {
        numbers[at] = report.uptimeNanos();
        put(numbers, at + 1, report.uplink());
        put(numbers, at + 1 + TRAFFIC, report.downlink());
    }

    private static void put(long[] numbers, int at, Traffic traffic) {
        put(numbers, at, traffic.accelerated());
        put(numbers, at + COUNTERS, traffic.other());
    }

    private static void put(long[] numbers, int at, Counters counters) {
        numbers[at] = counters.offeredBytes();
        numbers[at + 1] = counters.passedBytes();
        numbers[at + 2] = counters.droppedBytes();
    }

    Telemetry previous() {
        return report(0);
    }

    Telemetry latest() {
        return report(REPORT);
    }

    long boot() {
        return numbers[2 * REPORT];
    }

    long latestUptimeNanos() {
        return numbers[REPORT];
    }

    private Telemetry report(int at) {
        return new Telemetry(numbers[at], traffic(at + 1), traffic(at + 1 + TRAFFIC));
    }

    private Traffic traffic(int at) {
        return new Traffic(counters(at), counters(at + COUNTERS));
    }

    private Counters counters(int at) {
        return new Counters(numbers[at], numbers[at + 1], numbers[at + 2]);
    }
}
