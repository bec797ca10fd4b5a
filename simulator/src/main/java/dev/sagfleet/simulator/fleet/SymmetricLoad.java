package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.shaping.OfferedLoad;
import java.math.BigDecimal;

/**
 * The traffic that the users behind one device would send if nothing held them back, in bits per second
 * and the same in each direction.
 *
 * @param acceleratedBitsPerSecond to the applications that a plan accelerates; 0 to 10 Gbit/s
 * @param otherBitsPerSecond to everything else; 0 to 10 Gbit/s
 */
public record SymmetricLoad(long acceleratedBitsPerSecond, long otherBitsPerSecond) {
    /** The most that a device can be offered of each kind, in Mbit/s. */
    static final int MEGABITS_MAX = 10_000;

    private static final int BITS_PER_MEGABIT_DIGITS = 6;
    private static final long BITS_PER_SECOND_MAX = 1_000_000L * MEGABITS_MAX;

    public SymmetricLoad {
        requireInRange(acceleratedBitsPerSecond, "acceleratedBitsPerSecond");
        requireInRange(otherBitsPerSecond, "otherBitsPerSecond");
    }

    /** Two fifths more than a bandwidth carries, so that shaping shows: 0.6 of it accelerated, 0.8 of it other. */
    public static SymmetricLoad above(Bandwidth bandwidth) {
        long tenth = bandwidth.bitsPerSecond() / 10;
        return new SymmetricLoad(6 * tenth, 8 * tenth);
    }

    /** The same load as the buckets take it. */
    public OfferedLoad offered() {
        return new OfferedLoad(
                acceleratedBitsPerSecond, otherBitsPerSecond, acceleratedBitsPerSecond, otherBitsPerSecond);
    }

    /** From Mbit/s with at most 6 decimals. */
    static SymmetricLoad ofMegabits(BigDecimal accelerated, BigDecimal other) {
        return new SymmetricLoad(bits(accelerated), bits(other));
    }

    private static long bits(BigDecimal megabits) {
        return megabits.movePointRight(BITS_PER_MEGABIT_DIGITS).longValueExact();
    }

    private static void requireInRange(long bitsPerSecond, String name) {
        if (bitsPerSecond < 0 || bitsPerSecond > BITS_PER_SECOND_MAX) {
            throw new IllegalArgumentException(
                    name + ": " + bitsPerSecond + " (expected: 0 to " + BITS_PER_SECOND_MAX + ')');
        }
    }
}
