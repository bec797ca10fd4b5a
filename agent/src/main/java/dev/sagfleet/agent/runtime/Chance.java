package dev.sagfleet.agent.runtime;

/**
 * What one device draws at random. A draw depends on what it is for and on the attempt, and not on what else was drawn
 * before, so that nothing that happens to a device changes the draws for something else.
 */
public interface Chance {
    /** 64 bits; the same whenever they are asked for. */
    long bits(DrawPoint point, int attempt);

    /** The name of a boot, which no other boot of the device has. */
    default String bootId(int boot) {
        return Long.toHexString(bits(DrawPoint.BOOT, boot));
    }

    /** A number from 0 up to but not including 1; the same whenever it is asked for. */
    default double fraction(DrawPoint point, int attempt) {
        return (bits(point, attempt) >>> 11) * 0x1.0p-53;
    }
}
