package dev.sagfleet.controller.telemetry;

import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import java.util.List;
import java.util.Optional;

/** The last two reports of one boot of a device, in less room than their objects take: there are many, seldom looked at. */
final class PackedReports {
    private static final int CLASSES = 4;
    private static final int COUNTERS = 3;
    private static final int REPORT = 1 + CLASSES * COUNTERS;
    private static final int BOOT = 2 * REPORT;
    private static final int COUNTED = BOOT + 1;
    private static final int DELAYED = COUNTED + 1;
    private static final int DELAYS = 2 * CLASSES;

    // The previous one, then the latest. Of each: uptime; uplink and downlink, of each accelerated and other,
    // of each offered, passed and dropped. Then which boot it is, and until when its time has been counted. Then,
    // only if there was any, what was delayed: most devices police their traffic, which delays nothing. And last,
    // only if somebody wants to know, the marks of what was offered.
    private final long[] numbers;

    private PackedReports(long[] numbers) {
        this.numbers = numbers;
    }

    /** Both the same, as after the first. */
    static PackedReports first(long boot, long countedNanos, Telemetry report, Optional<OfferedMarks> marks) {
        return of(boot, countedNanos, report, report, marks);
    }

    /** The latest becomes the previous one. */
    PackedReports followedBy(long countedNanos, Telemetry report, Optional<OfferedMarks> marks) {
        return of(boot(), countedNanos, latest(), report, marks);
    }

    private static PackedReports of(
            long boot, long countedNanos, Telemetry previous, Telemetry latest, Optional<OfferedMarks> marks) {
        boolean delaying = hasDelayed(previous) || hasDelayed(latest);
        int marked = delaying ? DELAYED + DELAYS : DELAYED;
        long[] numbers = new long[marks.isPresent() ? marked + OfferedMarks.LONGS : marked];
        marks.ifPresent(kept -> kept.pack(numbers, marked));
        numbers[BOOT] = boot;
        numbers[COUNTED] = countedNanos;
        put(numbers, 0, previous, delaying);
        put(numbers, 1, latest, delaying);
        return new PackedReports(numbers);
    }

    private static boolean hasDelayed(Telemetry report) {
        return hasDelayed(report.uplink()) || hasDelayed(report.downlink());
    }

    private static boolean hasDelayed(Traffic traffic) {
        return (traffic.accelerated().delayedBytes() | traffic.other().delayedBytes()) != 0;
    }

    private static void put(long[] numbers, int place, Telemetry report, boolean delaying) {
        List<Counters> classes = List.of(
                report.uplink().accelerated(),
                report.uplink().other(),
                report.downlink().accelerated(),
                report.downlink().other());
        numbers[place * REPORT] = report.uptimeNanos();
        for (int i = 0; i < CLASSES; i++) {
            int at = at(place, i);
            numbers[at] = classes.get(i).offeredBytes();
            numbers[at + 1] = classes.get(i).passedBytes();
            numbers[at + 2] = classes.get(i).droppedBytes();
            if (delaying) {
                numbers[delayedAt(place, i)] = classes.get(i).delayedBytes();
            }
        }
    }

    private static int at(int place, int trafficClass) {
        return place * REPORT + 1 + trafficClass * COUNTERS;
    }

    private static int delayedAt(int place, int trafficClass) {
        return DELAYED + place * CLASSES + trafficClass;
    }

    Telemetry previous() {
        return report(0);
    }

    Telemetry latest() {
        return report(1);
    }

    long boot() {
        return numbers[BOOT];
    }

    /** Until when the device's time has been counted; whoever keeps it here says from when. */
    long countedNanos() {
        return numbers[COUNTED];
    }

    /** From which it is told what the device was offered; nothing if they are not kept. */
    Optional<OfferedMarks> marks() {
        int others = (numbers.length - DELAYED) / DELAYS * DELAYS + DELAYED;
        return numbers.length > others ? Optional.of(OfferedMarks.unpack(numbers, others)) : Optional.empty();
    }

    long latestUptimeNanos() {
        return numbers[REPORT];
    }

    private Telemetry report(int place) {
        return new Telemetry(
                numbers[place * REPORT],
                new Traffic(counters(place, 0), counters(place, 1)),
                new Traffic(counters(place, 2), counters(place, 3)));
    }

    private Counters counters(int place, int trafficClass) {
        int at = at(place, trafficClass);
        boolean delaying = numbers.length >= DELAYED + DELAYS;
        long delayedBytes = delaying ? numbers[delayedAt(place, trafficClass)] : 0;
        return new Counters(numbers[at], numbers[at + 1], numbers[at + 2], delayedBytes);
    }
}
