package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.concurrent.TimeUnit;

/** How long what devices and controller send each other is on its way. */
public interface LineConditions {
    /** Nothing takes any time. */
    LineConditions INSTANT = (serial, sent) -> 0;

    /**
     * How long one frame, one way.
     *
     * @param serial of the device on whose line it is
     * @param sent how many frames were sent on that line before
     * @return 0 ns or more
     */
    long delayNanos(SerialNumber serial, long sent);

    /**
     * How long the line of a device is taken up by one frame, one way: so long after it the next one arrives at the
     * soonest.
     */
    default long frameNanos(SerialNumber serial) {
        return 0;
    }

    /** How fast an image comes over the line of a device at most, in bit/s; 1 or more. */
    default long bitsPerSecond(SerialNumber serial) {
        return Long.MAX_VALUE;
    }

    /** The same lines with room for so many frames in a second each, one way. */
    default LineConditions withFramesPerSecond(int frames) {
        long nanos = TimeUnit.SECONDS.toNanos(1) / frames;
        LineConditions wide = this;
        return new LineConditions() {
            @Override
            public long delayNanos(SerialNumber serial, long sent) {
                return wide.delayNanos(serial, sent);
            }

            @Override
            public long frameNanos(SerialNumber serial) {
                return nanos;
            }

            @Override
            public long bitsPerSecond(SerialNumber serial) {
                return wide.bitsPerSecond(serial);
            }
        };
    }

    /**
     * Lines with a delay and a spread on top of it, and room for any number of frames.
     *
     * @param draws a fraction from 0 up to but not including 1 for each frame of each device
     */
    static LineConditions of(long leastNanos, long spreadNanos, Draws draws) {
        return (serial, sent) -> leastNanos + (long) (draws.fraction(serial, sent) * spreadNanos);
    }

    /** Where the spread of delays comes from. */
    interface Draws {
        double fraction(SerialNumber serial, long sent);
    }
}
