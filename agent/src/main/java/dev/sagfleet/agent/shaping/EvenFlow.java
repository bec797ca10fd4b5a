package dev.sagfleet.agent.shaping;

/**
 * A constant flow, metered in whole bytes. The fraction of a byte that an interval leaves is carried to the
 * next, so that no bit is lost in the long run.
 */
final class EvenFlow {
    /** The longest interval that is metered at once without overflow. */
    static final long INTERVAL_NANOS_MAX = 24 * 3_600 * 1_000_000_000L;

    /** 1/16 s: the longest whose nanobits at 100 Gbit/s fit in a long. */
    private static final long SLICE_NANOS = 62_500_000;

    /** A byte is 8e9 nanobits. */
    private static final long SLICES_PER_BYTE = 128;

    private static final long BITS_PER_BYTE = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private long bitsPerSecond;
    private long remainderNanobits;

    void setRate(long newBitsPerSecond) {
        bitsPerSecond = newBitsPerSecond;
    }

    long bitsPerSecond() {
        return bitsPerSecond;
    }

    /**
     * The whole bytes of the next interval.
     *
     * @param nanos 0 to {@link #INTERVAL_NANOS_MAX}
     */
    long bytes(long nanos) {
        long part = bitsPerSecond * (nanos % SLICE_NANOS) + remainderNanobits;
        // In units of SLICE_NANOS nanobits, which a 1 bit/s line carries in a slice.
        long units = bitsPerSecond * (nanos / SLICE_NANOS) + part / SLICE_NANOS;
        remainderNanobits = units % SLICES_PER_BYTE * SLICE_NANOS + part % SLICE_NANOS;
        return units / SLICES_PER_BYTE;
    }

    /**
     * How long until so many whole bytes have come, if nothing changes; a nanosecond at the least.
     *
     * @param bytes 1 to 4 GiB
     * @return at most {@link #INTERVAL_NANOS_MAX}
     */
    long nanosFor(long bytes) {
        long wholeSeconds = bytes * BITS_PER_BYTE / bitsPerSecond;
        if (wholeSeconds >= INTERVAL_NANOS_MAX / NANOS_PER_SECOND) {
            return INTERVAL_NANOS_MAX;
        }
        long rest = bytes * BITS_PER_BYTE % bitsPerSecond;
        long nanos = wholeSeconds * NANOS_PER_SECOND + Share.of(rest, NANOS_PER_SECOND, bitsPerSecond) + 1;
        return Math.max(1, nanos - remainderNanobits / bitsPerSecond);
    }
}
