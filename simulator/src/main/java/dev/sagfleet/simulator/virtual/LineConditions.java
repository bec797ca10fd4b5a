package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.protocol.SerialNumber;

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
     * Lines with a delay and a spread around it, and room for so many bytes in a second.
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
