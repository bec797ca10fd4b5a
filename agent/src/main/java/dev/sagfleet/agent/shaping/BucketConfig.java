package dev.sagfleet.agent.shaping;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;

/**
 * What a bucket allows, in one long: the price of a byte and the burst. Three values, none of them negative,
 * stand for states without a rate.
 *
 * <p>The price is in ticks, as a binary fraction: a mantissa of 32 bits, the top one set, in the high half, and how
 * many of its bits are behind the point in the lowest 6. Between the two is the burst in microseconds. So a packet
 * is priced without a division, which would take longer than all the rest of a decision. The mantissa is rounded
 * up, so that no rate is ever exceeded: packets fall short of it by less than one part in 2^31. The rate itself is
 * had back from the price exactly.
 */
final class BucketConfig {
    /** Never opened: closed, and without any credit to carry over. The state of zeroed memory. */
    static final long UNUSED = 0;

    static final long CLOSED = 1;
    static final long UNLIMITED = 2;

    /** Two full Ethernet frames: a bucket that cannot hold a frame would never pass one. */
    static final long BURST_BYTES_MIN = 2 * 1_514;

    /** More than {@link #cost(long, int)} is rounded by: one part in 2^31 of the longest burst, 24.2 s or 1.6e12 ticks. */
    static final long ROUNDING_TICKS = 1_000;

    private static final Duration BURST_MIN = Duration.ofMillis(1);
    private static final Duration BURST_MAX = Duration.ofMillis(100);
    private static final long MICROS_PER_BYTE_AT_ONE_KILOBIT = 8_000;

    /** Leaves 26 bits to the burst: two frames at 1 kbit/s are 24.2 s, or 25 bits of microseconds. */
    private static final int BURST_SHIFT = 6;

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
        long framesMicros = Ticks.divideUp(BURST_BYTES_MIN * MICROS_PER_BYTE_AT_ONE_KILOBIT, kilobitsPerSecond);
        long burstMicros = Math.max(framesMicros, burst.toNanos() / 1_000);
        return price(kilobitsPerSecond) | (burstMicros << BURST_SHIFT);
    }

    /** Mantissa and exponent, in their places. */
    private static long price(long kilobitsPerSecond) {
        // The price is from 5.12 to 5.12e8 ticks, so there are 3 to 29 bits behind the point.
        int exponent = Long.numberOfLeadingZeros(Ticks.PER_BYTE_AT_ONE_KILOBIT / kilobitsPerSecond) - Integer.SIZE;
        long mantissa = Ticks.divideUp(Ticks.PER_BYTE_AT_ONE_KILOBIT << exponent, kilobitsPerSecond);
        return (mantissa << Integer.SIZE) | exponent;
    }

    static boolean isLimited(long config) {
        return config < 0;
    }

    static long kilobitsPerSecond(long limited) {
        // The quotient is too small, by less than 1e8 / 2^31.
        return Ticks.divideUp(Ticks.PER_BYTE_AT_ONE_KILOBIT << exponent(limited), mantissa(limited));
    }

    static long burstTicks(long limited) {
        // A microsecond is 64,000 ticks, and 64 of these are where the burst stands.
        return ((int) limited & -(1 << BURST_SHIFT)) * (Ticks.PER_MICRO >> BURST_SHIFT);
    }

    /** What a packet costs by the price, rounded up: never less than {@link #exactCost}. */
    static long cost(long limited, int bytes) {
        // 31 bits times 32 fit. To shift a negative number rounds it down, and so its opposite up.
        return -((-(long) bytes * mantissa(limited)) >> limited);
    }

    /**
     * The same, by a division only where the rounding of the price could decide on it.
     *
     * @param credit that the packet is to be paid from
     * @throws IllegalArgumentException if the packet is empty, or larger than the burst
     */
    static long cost(long limited, int bytes, long credit) {
        long cost = cost(limited, bytes);
        boolean isClear = cost <= credit || (cost > credit + ROUNDING_TICKS && cost <= burstTicks(limited));
        if (isClear && bytes >= 1) {
            return cost;
        }
        requirePacket(bytes, bytes >= 1 && bytes <= burstBytes(limited));
        return exactCost(limited, bytes);
    }

    static void requirePacket(int bytes, boolean valid) {
        if (!valid) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: 1 to the burst)");
        }
    }

    /** What an amount costs at the rate itself, by a division. */
    static long exactCost(long limited, long bytes) {
        return Ticks.cost(bytes, kilobitsPerSecond(limited));
    }

    static long burstBytes(long limited) {
        return bytes(limited, burstTicks(limited));
    }

    /** The bytes that a time is worth. */
    static long bytes(long limited, long ticks) {
        return Ticks.bytes(ticks, kilobitsPerSecond(limited));
    }

    private static long mantissa(long limited) {
        return limited >>> Integer.SIZE;
    }

    private static int exponent(long limited) {
        return (int) limited & ((1 << BURST_SHIFT) - 1);
    }

    private BucketConfig() {}
}
