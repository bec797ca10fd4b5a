package dev.sagfleet.controller.telemetry;

import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Telemetry.Counters;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import java.util.stream.Stream;

/**
 * What a device carried between two reports. The bytes are sums of what its buckets let pass; the rates
 * are those bytes over the time between the reports.
 *
 * @param intervalNanos from the one report to the other; 0 or more
 */
public record TrafficRates(long intervalNanos, Traffic uplink, Traffic downlink) {
    private static final double BITS_PER_BYTE = 8;
    private static final double NANOS_PER_SECOND = 1e9;

    static TrafficRates between(Telemetry earlier, Telemetry later) {
        return new TrafficRates(
                later.uptimeNanos() - earlier.uptimeNanos(),
                difference(earlier.uplink(), later.uplink()),
                difference(earlier.downlink(), later.downlink()));
    }

    static TrafficRates sinceBoot(Telemetry first) {
        return new TrafficRates(first.uptimeNanos(), first.uplink(), first.downlink());
    }

    /** Whether the fastest line can have carried it. */
    boolean isPossible() {
        long bytesMax = Telemetry.bytesMax(intervalNanos);
        return Stream.of(uplink.accelerated(), uplink.other(), downlink.accelerated(), downlink.other())
                .allMatch(counters -> counters.offeredBytes() <= bytesMax
                        && counters.passedBytes() <= bytesMax
                        && counters.droppedBytes() <= bytesMax
                        && counters.delayedBytes() <= bytesMax);
    }

    /** This many bytes of the interval as a rate in bit/s. */
    public double bitsPerSecond(long bytes) {
        return bytes * BITS_PER_BYTE * NANOS_PER_SECOND / intervalNanos;
    }

    private static Traffic difference(Traffic earlier, Traffic later) {
        return new Traffic(
                difference(earlier.accelerated(), later.accelerated()), difference(earlier.other(), later.other()));
    }

    /** A counter that went back would be the device's fault, and must not stop anybody from looking at it. */
    private static Counters difference(Counters earlier, Counters later) {
        return new Counters(
                Math.max(0, later.offeredBytes() - earlier.offeredBytes()),
                Math.max(0, later.passedBytes() - earlier.passedBytes()),
                Math.max(0, later.droppedBytes() - earlier.droppedBytes()),
                Math.max(0, later.delayedBytes() - earlier.delayedBytes()));
    }
}
