package dev.sagfleet.agent.shaping;

/** The share of one part in a whole that falls short. */
final class Share {
    /**
     * {@code room * part / whole}, rounded down, exact though the product may need 128 bits.
     *
     * @param room 0 or more
     * @param part 0 to {@code whole}
     * @param whole 1 to 2^62
     */
    static long of(long room, long part, long whole) {
        long high = Math.multiplyHigh(room, part);
        long low = room * part;
        if (high == 0 && low >= 0) {
            return low / whole;
        }
        long quotient = 0;
        long remainder = high;
        for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
            remainder = (remainder << 1) | ((low >>> bit) & 1);
            quotient <<= 1;
            if (remainder >= whole) {
                remainder -= whole;
                quotient |= 1;
            }
        }
        return quotient;
    }

    private Share() {}
}
