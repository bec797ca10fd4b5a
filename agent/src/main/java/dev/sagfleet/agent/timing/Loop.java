package dev.sagfleet.agent.timing;

import java.time.Duration;

/**
 * One thread's worth of work, one task after the other, and the clock that its tasks read. An event loop of Netty is
 * one, virtual time another. What stands on a loop needs no lock.
 */
public interface Loop {
    /** The clock of the loop, in nanoseconds; it only tells intervals. */
    long nanoTime();

    /** Whether the caller runs on this loop. */
    boolean isCurrent();

    /**
     * Runs a task after all that it was told before; from any thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the loop has ended
     */
    void execute(Runnable task);

    /**
     * Runs a task after a delay; from any thread. A loop that ends first drops it.
     *
     * @param delay zero or more; of two tasks due at the same time, the one that was asked for first comes first
     */
    void schedule(Duration delay, Runnable task);

    /** Runs a task: at once if the caller runs on this loop, otherwise after all that it was told before. */
    default void run(Runnable task) {
        if (isCurrent()) {
            task.run();
        } else {
            execute(task);
        }
    }
}
