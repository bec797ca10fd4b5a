package dev.sagfleet.agent.shaping;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;

/**
 * What a bucket allows, in one long: its rate in kbit/s in the high half, its burst in microseconds in
 * the low half. Three values stand for states without a rate.
 */
final class BucketConfig {
    /** Never opened: closed, and without any credit to carry over. The state of zeroed memory. */
    static final long UNUSED = 0;

    static final long CLOSED = 1;
    static final long UNLIMITED = -1;

    /** Two full Ethernet frames: a bucket that cannot hold a frame would never pass one. */
    static final long BURST_BYTES_MIN = 2 * 1_514;

    private static final Duration BURST_MIN = Duration.ofMillis(1);
    private static final Duration BURST_MAX = Duration.ofMillis(100);
    private static final long MICROS_PER_BYTE_AT_ONE_KILOBIT = 8_000;

    /**
     * A rate and the time at this rate that may pass at once.
     *
     * @param burst 1 ms to 100 ms; extended to two frames where the rate is too low for them
     */
    static long limited(Bandwidth rate, Duration burst) {
        if (burst.compareTo(BURST_MIN) < 0 || burst.compareTo(BURST_MAX) > 0) {
            throw new IllegalArgumentException("burst: " + burst + " (expected: PT0.001S to PT0.1S)");
        }
        long kilobitsPerSecond = rate.kilobitsPerSecond();
        long framesMicros =
                (BURST_BYTES_MIN * MICROS_PER_BYTE_AT_ONE_KILOBIT + kilobitsPerSecond - 1) / kilobitsPerSecond;
        return kilobitsPerSecond << Integer.SIZE | Math.max(framesMicros, burst.toNanos() / 1_000);
    }

    static boolean isLimited(long config) {
        return config != UNLIMITED && config >>> Integer.SIZE != 0;
    }

    static long kilobitsPerSecond(long limited) {
        return limited >>> Integer.SIZE;
    }

    static long burstTicks(long limited) {
        return (limited & 0xFFFF_FFFFL) * Ticks.PER_MICRO;
    }

    private BucketConfig() {}
}
