package dev.sagfleet.controller.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** What is to be done later, done when a test says so. */
final class LateTasks implements Scheduler {
    final List<Duration> delays = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void schedule(Duration delay, Runnable task) {
        delays.add(delay);
        tasks.add(task);
    }

    /** Whether there is anything to be done. */
    synchronized boolean isWaiting() {
        return !tasks.isEmpty();
    }

    /** Does what has come due. */
    void runNext() {
        next().run();
    }

    private synchronized Runnable next() {
        return tasks.remove();
    }
}
