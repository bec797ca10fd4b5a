package dev.sagfleet.simulator.text;

import java.math.BigDecimal;
import java.util.Locale;

/** Bits per second as the Mbit/s that bandwidths are sold in. */
final class Megabits {
    private static final int DIGITS = 6;
    private static final double BITS = 1e6;

    /** What somebody asked for, with as many decimals as it has, and its unit. */
    static String exactly(long bitsPerSecond) {
        return BigDecimal.valueOf(bitsPerSecond, DIGITS).stripTrailingZeros().toPlainString() + " Mbit/s";
    }

    /** What was measured, to the kbit/s, for a column that names the unit. */
    static String measured(double bitsPerSecond) {
        return String.format(Locale.ROOT, "%.3f", bitsPerSecond / BITS);
    }

    private Megabits() {}
}
