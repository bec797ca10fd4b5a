package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.timing.Loop;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/** A loop whose tasks a test runs one by one, on a clock that it turns. */
final class HandDrivenLoop implements Loop {
    private final Queue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::dueNanos).thenComparingLong(Task::number));
    private long nowNanos;
    private long count;
    private boolean isRunning;
    private boolean hasEnded;

    private record Task(long dueNanos, long number, Runnable work) {}

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public boolean isCurrent() {
        return isRunning;
    }

    @Override
    public void execute(Runnable task) {
        schedule(Duration.ZERO, task);
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        if (hasEnded) {
            throw new RejectedExecutionException("ended");
        }
        tasks.add(new Task(nowNanos + delay.toNanos(), count++, task));
    }

    /** Runs the next task that is due by now; false if there is none. */
    boolean runOne() {
        Task next = tasks.peek();
        if (next == null || next.dueNanos() > nowNanos) {
            return false;
        }
        tasks.remove();
        isRunning = true;
        next.work().run();
        isRunning = false;
        return true;
    }

    /** Runs all that is due by now. */
    void run() {
        boolean hasRun = true;
        while (hasRun) {
            hasRun = runOne();
        }
    }

    /** Runs all that is due until so much later. */
    void advance(Duration time) {
        long end = nowNanos + time.toNanos();
        run();
        for (Task next = tasks.peek(); next != null && next.dueNanos() <= end; next = tasks.peek()) {
            nowNanos = next.dueNanos();
            run();
        }
        nowNanos = end;
    }

    void end() {
        hasEnded = true;
    }
}
