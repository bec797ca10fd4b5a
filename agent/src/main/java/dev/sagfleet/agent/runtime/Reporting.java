package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.link.DeviceLinks;
import dev.sagfleet.agent.timing.Timer;
import java.time.Duration;

/** When a device reports its traffic: at even intervals, at another moment of them than the next device. */
final class Reporting {
    private long intervalNanos;
    private long dueAtNanos;

    /**
     * Begins to report over a connection of these links, if regular signals are needed there.
     *
     * @param phase how far into the interval it is now; 0 to 1
     */
    void begin(DeviceLinks links, Duration interval, double phase, long nowNanos) {
        intervalNanos = interval.toNanos();
        dueAtNanos = links.noticeSilence() ? Timer.NEVER : nowNanos + (long) (intervalNanos * phase);
    }

    long dueAtNanos() {
        return dueAtNanos;
    }

    /** Whether it is time, asked once; a device that was late does not make up for it. */
    boolean isDue(long nowNanos) {
        if (dueAtNanos == Timer.NEVER || nowNanos - dueAtNanos < 0) {
            return false;
        }
        dueAtNanos = Math.max(dueAtNanos, nowNanos - intervalNanos) + intervalNanos;
        return true;
    }
}
