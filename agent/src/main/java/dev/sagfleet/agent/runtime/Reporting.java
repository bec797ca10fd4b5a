package dev.sagfleet.agent.runtime;

/** When a device reports its traffic: at even intervals, at another moment of them than the next device. */
final class Reporting {
    private long intervalNanos;
    private long dueAtNanos;

    /** @param phase how far into the interval it is now; 0 to 1 */
    void begin(long everyNanos, double phase, long nowNanos) {
        intervalNanos = everyNanos;
        dueAtNanos = nowNanos + (long) (everyNanos * phase);
    }

    long dueAtNanos() {
        return dueAtNanos;
    }

    /** Whether it is time, asked once; a device that was late does not make up for it. */
    boolean isDue(long nowNanos) {
        if (nowNanos - dueAtNanos < 0) {
            return false;
        }
        dueAtNanos = Math.max(dueAtNanos, nowNanos - intervalNanos) + intervalNanos;
        return true;
    }
}
