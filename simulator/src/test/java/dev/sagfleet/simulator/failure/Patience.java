package dev.sagfleet.simulator.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions. */
final class Patience {
    private static final Duration POLL = Duration.ofMillis(20);

    /** Waits until something is true, but no longer than {@code max}. */
    static void await(String what, Duration max, Callable<Boolean> condition) throws Exception {
        long deadlineNanos = System.nanoTime() + max.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadlineNanos);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private Patience() {}
}
