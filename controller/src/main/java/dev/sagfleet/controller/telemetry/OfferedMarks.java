package dev.sagfleet.controller.telemetry;

import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import java.util.Optional;

/**
 * Two earlier moments of one boot of a device, from which it is told what the device was offered over a span till now. It
 * takes 32 bytes of a device, however often that reports: the newer mark becomes the older one once it is as old as what is
 * kept is to reach back.
 *
 * @param olderTenths its uptime then, in tenths of a second
 * @param olderBytes what it had been offered by then since its boot, in all classes and both directions
 * @param newerTenths likewise later, or at the same moment
 * @param reportedMillis when its latest report came, in milliseconds since 1970
 */
record OfferedMarks(long olderTenths, long olderBytes, long newerTenths, long newerBytes, long reportedMillis) {
    /** How many numbers it is packed into. */
    static final int LONGS = 4;

    private static final int UPTIME_BITS = 32;
    private static final long UPTIME_MASK = 0xFFFF_FFFFL;

    /**
     * After a report before which nothing was kept of this boot. Counters begin at 0 with a boot, so of one that is young
     * all is known.
     */
    static OfferedMarks first(Telemetry report, long keptTenths, long nowMillis) {
        boolean isYoung = tenths(report) <= 2 * keptTenths;
        return isYoung ? new OfferedMarks(0, 0, 0, 0, nowMillis) : at(report, nowMillis);
    }

    /** With nothing known of what was before this report. */
    static OfferedMarks at(Telemetry report, long nowMillis) {
        long tenths = tenths(report);
        long bytes = bytes(report);
        return new OfferedMarks(tenths, bytes, tenths, bytes, nowMillis);
    }

    OfferedMarks followedBy(Telemetry report, long keptTenths, long nowMillis) {
        return tenths(report) - newerTenths >= keptTenths
                ? new OfferedMarks(newerTenths, newerBytes, tenths(report), bytes(report), nowMillis)
                : new OfferedMarks(olderTenths, olderBytes, newerTenths, newerBytes, nowMillis);
    }

    /** From the later of the two that is as long before the latest report as is asked for; nothing if none is. */
    Optional<OfferedTraffic> until(Telemetry latest, long leastTenths) {
        long tenths = tenths(latest);
        boolean isNewer = tenths - newerTenths >= leastTenths;
        long span = tenths - (isNewer ? newerTenths : olderTenths);
        long bytes = bytes(latest) - (isNewer ? newerBytes : olderBytes);
        return span >= leastTenths && span > 0 && bytes >= 0
                ? Optional.of(new OfferedTraffic(bytes, span, reportedMillis))
                : Optional.empty();
    }

    /** Whether a later report of the same boot can be true, if the earlier one is: no counter of what is offered goes back. */
    static boolean isSound(Telemetry earlier, Telemetry later) {
        return hasGrown(earlier.uplink(), later.uplink())
                && hasGrown(earlier.downlink(), later.downlink())
                && TrafficRates.between(earlier, later).isPossible();
    }

    private static boolean hasGrown(Traffic earlier, Traffic later) {
        return later.accelerated().offeredBytes() >= earlier.accelerated().offeredBytes()
                && later.other().offeredBytes() >= earlier.other().offeredBytes();
    }

    private static long bytes(Telemetry report) {
        return sum(bytes(report.uplink()), bytes(report.downlink()));
    }

    private static long bytes(Traffic traffic) {
        return sum(traffic.accelerated().offeredBytes(), traffic.other().offeredBytes());
    }

    /** A device may say anything: a sum that is too large is as good as the largest number. */
    private static long sum(long one, long other) {
        return Math.min(one, Long.MAX_VALUE - other) + other;
    }

    /** 32 bits of them are 13 years, and no uptime is believed that is over ten. */
    private static long tenths(Telemetry report) {
        return Math.min(UPTIME_MASK, report.uptimeNanos() / OfferedTraffic.NANOS_PER_TENTH);
    }

    void pack(long[] numbers, int at) {
        numbers[at] = olderTenths << UPTIME_BITS | newerTenths;
        numbers[at + 1] = olderBytes;
        numbers[at + 2] = newerBytes;
        numbers[at + 3] = reportedMillis;
    }

    static OfferedMarks unpack(long[] numbers, int at) {
        return new OfferedMarks(
                numbers[at] >>> UPTIME_BITS,
                numbers[at + 1],
                numbers[at] & UPTIME_MASK,
                numbers[at + 2],
                numbers[at + 3]);
    }
}
