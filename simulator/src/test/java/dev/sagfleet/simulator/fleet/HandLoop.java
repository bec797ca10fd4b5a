package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.agent.timing.Timers;
import dev.sagfleet.agent.timing.TimingWheel;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** A loop whose time passes only when a test says so. */
final class HandLoop implements Loop {
    private static final Duration TICK = Duration.ofMillis(10);

    private final Queue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::sequence));
    private final TimingWheel wheel = new TimingWheel(TICK, 0);
    private long nowNanos;
    private long sequence;

    private record Task(long atNanos, long sequence, Runnable work) {}

    Timers timers() {
        return wheel;
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        schedule(Duration.ZERO, task);
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        tasks.add(new Task(nowNanos + delay.toNanos(), sequence++, task));
    }

    /** Does all that is due in this time, to the tick. */
    void pass(Duration time) {
        for (long untilNanos = nowNanos + time.toNanos(); nowNanos < untilNanos; nowNanos += TICK.toNanos()) {
            wheel.turn(nowNanos);
            while (!tasks.isEmpty() && tasks.element().atNanos() <= nowNanos) {
                tasks.remove().work().run();
            }
        }
    }
}
