package dev.sagfleet.controller.telemetry;

import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;

/** A report in less room than its objects take: two are kept of each device, and looked at now and then. */
final class PackedReport {
    private static final int COUNTERS = 3;
    private static final int CLASSES = 2;

    // Uptime; then uplink and downlink, of each accelerated and other, of each offered, passed and dropped.
    private final long[] numbers;

    private PackedReport(long[] numbers) {
        this.numbers = numbers;
    }

    static PackedReport of(Telemetry report) {
        long[] numbers = new long[1 + 2 * CLASSES * COUNTERS];
        numbers[0] = report.uptimeNanos();
        put(numbers, 1, report.uplink());
        put(numbers, 1 + CLASSES * COUNTERS, report.downlink());
        return new PackedReport(numbers);
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

    long uptimeNanos() {
        return numbers[0];
    }

    Telemetry unpacked() {
        return new Telemetry(numbers[0], traffic(1), traffic(1 + CLASSES * COUNTERS));
    }

    private Traffic traffic(int at) {
        return new Traffic(counters(at), counters(at + COUNTERS));
    }

    private Counters counters(int at) {
        return new Counters(numbers[at], numbers[at + 1], numbers[at + 2]);
    }
}
