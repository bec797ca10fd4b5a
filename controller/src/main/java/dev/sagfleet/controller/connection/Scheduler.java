package dev.sagfleet.controller.connection;

import java.time.Duration;

/** Runs tasks later; once the controller stops, it may drop them. */
public interface Scheduler {
    /** Runs a task after a delay, on a thread that it must not hold up; from any thread. */
    void schedule(Duration delay, Runnable task);
}
