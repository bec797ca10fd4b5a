package dev.sagfleet.controller.firmware;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes that a seed stands for. Eight bytes at a time, in little-endian order, are what SplitMix64 draws: those of place
 * {@code i} depend on the seed and on {@code i} alone, so that any part can be had without the others.
 *
 * @see <a href="https://doi.org/10.1145/2714064.2660195">Steele, Lea and Flood: Fast splittable pseudorandom number
 *     generators</a>
 */
public final class SeededBytes {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    /**
     * Fills a buffer up to its limit.
     *
     * @param position of the first of these bytes; 0 or more
     */
    public static void fill(long seed, long position, ByteBuffer target) {
        ByteBuffer out = target.order(ByteOrder.LITTLE_ENDIAN);
        long at = position;
        while (out.hasRemaining() && (at % Long.BYTES != 0 || out.remaining() < Long.BYTES)) {
            out.put(byteAt(seed, at++));
        }
        while (out.remaining() >= Long.BYTES) {
            out.putLong(word(seed, at / Long.BYTES));
            at += Long.BYTES;
        }
        while (out.hasRemaining()) {
            out.put(byteAt(seed, at++));
        }
    }

    private static byte byteAt(long seed, long position) {
        return (byte) (word(seed, position / Long.BYTES) >>> (Byte.SIZE * (position % Long.BYTES)));
    }

    private static long word(long seed, long index) {
        long z = seed + (index + 1) * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    private SeededBytes() {}
}
