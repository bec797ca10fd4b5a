package dev.sagfleet.agent.timing;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * A loop and its timers, on a time that passes only when a test says so. Whoever calls is on the loop: all of it runs
 * on the test's thread.
 */
public final class ManualLoop implements Loop, Timers {
    private final Queue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::sequence));
    private final Set<Timer> timed = new LinkedHashSet<>();
    private long nowNanos = Duration.ofDays(1).toNanos();
    private long sequence;
    private boolean hasEnded;

    private record Task(long atNanos, long sequence, Runnable work) {}

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
        if (hasEnded) {
            throw new RejectedExecutionException("ended");
        }
        tasks.add(new Task(nowNanos + delay.toNanos(), sequence++, task));
    }

    @Override
    public void schedule(Timer timer) {
        timed.add(timer);
    }

    @Override
    public void cancel(Timer timer) {
        timed.remove(timer);
    }

    /** When anything is next due; nothing if all wait for something else than time. */
    public Optional<Duration> nextDueIn() {
        long nextNanos = nextNanos();
        return nextNanos == Timer.NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(nextNanos - nowNanos));
    }

    /** Does all that is due by now, in its order, and what is asked for meanwhile. */
    public void catchUp() {
        pass(Duration.ZERO);
    }

    /** Does all that is due in this time, in its order. */
    public void pass(Duration time) {
        long untilNanos = nowNanos + time.toNanos();
        for (long next = nextNanos(); next <= untilNanos; next = nextNanos()) {
            nowNanos = Math.max(nowNanos, next);
            doNext();
        }
        nowNanos = untilNanos;
    }

    /** Takes nothing more in. */
    public void end() {
        hasEnded = true;
    }

    private long nextNanos() {
        long taskNanos = tasks.isEmpty() ? Timer.NEVER : tasks.element().atNanos();
        return timed.stream().mapToLong(Timer::dueAtNanos).reduce(taskNanos, Math::min);
    }

    private void doNext() {
        if (!tasks.isEmpty() && tasks.element().atNanos() <= nowNanos) {
            tasks.remove().work().run();
        } else {
            timed.stream()
                    .filter(timer -> timer.dueAtNanos() <= nowNanos)
                    .findFirst()
                    .ifPresent(timer -> timer.onDue(nowNanos));
        }
    }
}
