package dev.sagfleet.agent.protocol;

/**
 * A rate limit in bits per second, a whole number of kbit/s from 1 kbit/s to 100 Gbit/s.
 *
 * <p>Decimal units, as carriers sell them: 1 Mbit/s is 1,000,000 bit/s. The API gives instances and
 * plans in Mbit/s and app users in Kbit/s, so kbit/s is the finest step there is.
 */
public record Bandwidth(long bitsPerSecond) implements Comparable<Bandwidth> {
    public static final long BITS_PER_SECOND_MAX = 100_000_000_000L;

    private static final long BITS_PER_KILOBIT = 1_000;
    private static final long BITS_PER_MEGABIT = 1_000_000;

    public Bandwidth {
        if (bitsPerSecond < BITS_PER_KILOBIT
                || bitsPerSecond > BITS_PER_SECOND_MAX
                || bitsPerSecond % BITS_PER_KILOBIT != 0) {
            throw new IllegalArgumentException("bitsPerSecond: " + bitsPerSecond + " (expected: a multiple of "
                    + BITS_PER_KILOBIT + " from " + BITS_PER_KILOBIT + " to " + BITS_PER_SECOND_MAX + ')');
        }
    }

    public static Bandwidth ofKilobits(long kilobitsPerSecond) {
        return new Bandwidth(Math.multiplyExact(kilobitsPerSecond, BITS_PER_KILOBIT));
    }

    public static Bandwidth ofMegabits(long megabitsPerSecond) {
        return new Bandwidth(Math.multiplyExact(megabitsPerSecond, BITS_PER_MEGABIT));
    }

    public long kilobitsPerSecond() {
        return bitsPerSecond / BITS_PER_KILOBIT;
    }

    public Bandwidth min(Bandwidth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(Bandwidth other) {
        return Long.compare(bitsPerSecond, other.bitsPerSecond);
    }
}
