package dev.sagfleet.agent.shaping;

/**
 * The time that bytes cost at a rate, in ticks of 1/64 ns.
 *
 * <p>A nanosecond is too coarse a price for a small packet on a fast line: a byte at 100 Gbit/s costs
 * 0.08 ns. Costs are rounded up and bytes down, so that no rate is ever exceeded. All operations are
 * exact and free of overflow where their arguments are in range.
 */
final class Ticks {
    static final int PER_NANO = 64;
    static final long PER_MICRO = 64_000;

    /** One byte at 1 kbit/s takes 8 ms. */
    static final long PER_BYTE_AT_ONE_KILOBIT = 512_000_000;

    /** What an amount costs, rounded up; the caller knows that the answer fits. */
    static long cost(long bytes, long kilobitsPerSecond) {
        // Whole seconds' worth apart from the rest: the product of both may not fit.
        long rest = bytes % kilobitsPerSecond * PER_BYTE_AT_ONE_KILOBIT;
        return bytes / kilobitsPerSecond * PER_BYTE_AT_ONE_KILOBIT + divideUp(rest, kilobitsPerSecond);
    }

    /** The bytes that a time is worth, rounded down, so that {@code cost(bytes(t)) <= t}. */
    static long bytes(long ticks, long kilobitsPerSecond) {
        long rest = ticks % PER_BYTE_AT_ONE_KILOBIT * kilobitsPerSecond;
        return ticks / PER_BYTE_AT_ONE_KILOBIT * kilobitsPerSecond + rest / PER_BYTE_AT_ONE_KILOBIT;
    }

    /** The shortest whole number of nanoseconds that is not less. */
    static long toNanosUp(long ticks) {
        // A shift, since a division takes care of negative numbers by three instructions more.
        return (ticks + PER_NANO - 1) >> 6;
    }

    static long divideUp(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private Ticks() {}
}
