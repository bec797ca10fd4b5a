package dev.sagfleet.simulator.virtual;

import dev.sagfleet.agent.timing.Timer;
import dev.sagfleet.agent.timing.TimerHeap;
import dev.sagfleet.agent.timing.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * A clock that moves when nothing is left to be done now, to when something is. All that happens on it happens on the
 * caller's thread, one event after the other, in the order of (time, sequence), so that a run depends on its inputs and
 * on nothing else. Not thread-safe.
 */
public final class VirtualTime implements InstantSource {
    /** Where every run begins; no time zone and no calendar has anything special there. */
    public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final TimerHeap queue = new TimerHeap();
    private long nowNanos;
    private long events;

    /** Nanoseconds since the run began. */
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public Instant instant() {
        return BEGINNING.plusNanos(nowNanos);
    }

    @Override
    public long millis() {
        return BEGINNING.toEpochMilli() + Math.floorDiv(nowNanos, 1_000_000);
    }

    /** How many events there have been. */
    public long events() {
        return events;
    }

    /** Timers on this clock, beside its tasks. */
    public Timers timers() {
        return queue;
    }

    /** Runs a task after a delay of zero or more, and after all that is due at the same time already. */
    public void schedule(long delayNanos, Runnable task) {
        if (delayNanos < 0) {
            throw new IllegalArgumentException("delay: " + delayNanos + " ns (expected: 0 or more)");
        }
        schedule(delayNanos, new Task(task));
    }

    /** Likewise what is its own timer. */
    void schedule(long delayNanos, Event event) {
        event.dueNanos = Math.addExact(nowNanos, delayNanos);
        queue.schedule(event);
    }

    /**
     * Runs the next event if it is due by then.
     *
     * @return whether there was one
     */
    public boolean runOne(long endNanos) {
        if (queue.size() == 0 || queue.firstDueNanos() > endNanos) {
            return false;
        }
        runNext();
        return true;
    }

    /** How many timers and tasks there are. */
    public int waiting() {
        return queue.size();
    }

    private void runNext() {
        nowNanos = Math.max(nowNanos, queue.firstDueNanos());
        events++;
        queue.runFirst(nowNanos);
    }

    /** Runs all that is due within {@code span}, then stands at its end. */
    public void advance(Duration span) {
        long endNanos = Math.addExact(nowNanos, span.toNanos());
        while (runOne(endNanos)) {
            // Until nothing is due any more.
        }
        nowNanos = endNanos;
    }

    /**
     * Runs event after event until something is so.
     *
     * @return whether it is; not if nothing is left to be done, or it would take longer than {@code most}
     */
    public boolean runUntil(BooleanSupplier condition, Duration most) {
        long endNanos = Math.addExact(nowNanos, most.toNanos());
        while (!condition.getAsBoolean()) {
            if (!runOne(endNanos)) {
                return false;
            }
        }
        return true;
    }

    /** Something that happens once. There are as many of them as frames, so each is one object. */
    abstract static class Event extends Timer {
        private long dueNanos = NEVER;

        abstract void happen();

        @Override
        protected final long dueAtNanos() {
            return dueNanos;
        }

        @Override
        protected final boolean isSetForGood() {
            return true;
        }

        @Override
        protected final void onDue(long nowNanos) {
            dueNanos = NEVER;
            happen();
        }
    }

    private static final class Task extends Event {
        private final Runnable task;

        Task(Runnable task) {
            this.task = task;
        }

        @Override
        void happen() {
            task.run();
        }
    }
}
