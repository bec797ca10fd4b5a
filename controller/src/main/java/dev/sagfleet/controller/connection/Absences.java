package dev.sagfleet.controller.connection;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When devices may not have found the controller although they were well: before it started, while it stood still, while
 * it let nobody in. Safe for many threads.
 */
final class Absences {
    private final InstantSource clock;
    private final AtomicLong backSinceMillis;

    /** Of a controller that has just started. */
    Absences(InstantSource clock) {
        this.clock = clock;
        backSinceMillis = new AtomicLong(clock.millis());
    }

    /** It was away until now. */
    void end() {
        backSinceMillis.set(clock.millis());
    }

    /** Since when it is there without a break, in milliseconds since 1970. */
    long backSinceMillis() {
        return backSinceMillis.get();
    }
}
