package dev.sagfleet.simulator.makes;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;

/** How close to a rate the traffic of a device has to be where it arrives. */
public record ShapingMarks(Bandwidth rate) {
    /** Two flows of a device may differ by so much. */
    public static final double SHARE_MAX = 0.02;

    /** Shares of the processor that were waited for; above this, times say nothing. */
    public static final double PRESSURE_MAX = 0.1;

    private static final double AVERAGE = 0.001;
    private static final long BURST_BYTES_MIN = 2 * 1_514;
    private static final Duration BURST = Duration.ofMillis(5);

    /** A receiver may not have run for so long: a time slice of the kernel, and a bit. */
    private static final Duration RECEIVER_AWAY = Duration.ofMillis(5);

    public long burstBytes() {
        return Math.max(BURST_BYTES_MIN, bytesIn(BURST));
    }

    /** The most that is released at once. */
    public long quantumBytes() {
        return burstBytes() / 2;
    }

    /** What may be above the rate in any window of any length. */
    public long aboveBytesMax() {
        return burstBytes() + bytesIn(RECEIVER_AWAY) + quantumBytes();
    }

    /** How far the average of so long may be off, either way. */
    public double deviationMax(Duration span) {
        return AVERAGE + quantumBytes() / (double) bytesIn(span);
    }

    /** How long small answers may wait beside bulk: two quanta. */
    public Duration waitMax() {
        return Duration.ofNanos(
                2 * quantumBytes() * Byte.SIZE * Duration.ofSeconds(1).toNanos() / rate.bitsPerSecond());
    }

    private long bytesIn(Duration span) {
        return rate.bitsPerSecond()
                / Byte.SIZE
                * span.toNanos()
                / Duration.ofSeconds(1).toNanos();
    }
}
