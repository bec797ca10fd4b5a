package dev.sagfleet.agent.protocol;

import java.time.Duration;

/** How long either end of a session bears with an other end that says nothing. One rule, whatever clock it is held by. */
public final class Silence {
    /** The keep-alive interval of a device until the controller has said its own in {@link Welcome}. */
    public static final Duration GREETING_KEEP_ALIVE = Duration.ofSeconds(10);

    private static final int KEEP_ALIVES_MAX = 3;

    /**
     * How long after it was last heard an end is given up: it is pinged after one keep-alive interval, and has the
     * others to answer.
     *
     * @param keepAliveNanos the interval of the session
     */
    public static long limitNanos(long keepAliveNanos) {
        return KEEP_ALIVES_MAX * keepAliveNanos;
    }

    private Silence() {}
}
