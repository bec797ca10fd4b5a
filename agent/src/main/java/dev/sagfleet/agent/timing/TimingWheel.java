package dev.sagfleet.agent.timing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The timers of everything on one event loop: what is due at a tick stands in the slot of that tick, so that
 * neither a timer set nor one that fires costs more for a million than for one. What is due later than the
 * wheel is long is looked at in passing and put on.
 *
 * <p>Nothing is called before it is due, and all of it within one tick after, if the wheel is turned each
 * tick. Not thread-safe.
 */
public final class TimingWheel implements Timers {
    private static final int SLOTS = 1024;

    private final Timer[] slots = new Timer[SLOTS];
    private final long tickNanos;
    private final long originNanos;
    private final @Nullable Alarm alarm;
    private long turnedTo;
    private long alarmTick = Long.MAX_VALUE;

    /**
     * A wheel that its owner turns at every tick.
     *
     * @param nowNanos on the clock that is passed to {@link #turn}; the wheel begins there
     */
    public TimingWheel(Duration tick, long nowNanos) {
        this(tick, nowNanos, null);
    }

    /** A wheel that is turned when an alarm rings, so that fine ticks cost nothing while nothing is due. */
    public TimingWheel(Duration tick, long nowNanos, @Nullable Alarm alarm) {
        if (tick.isNegative() || tick.isZero()) {
            throw new IllegalArgumentException("tick: " + tick + " (expected: more than 0)");
        }
        tickNanos = tick.toNanos();
        originNanos = nowNanos;
        this.alarm = alarm;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    @Override
    public void schedule(Timer timed) {
        long dueAtNanos = timed.dueAtNanos();
        if (dueAtNanos == Timer.NEVER) {
            cancel(timed);
            return;
        }
        long tick = Math.max(turnedTo + 1, Math.min(tickAtOrAfter(dueAtNanos), turnedTo + SLOTS - 1));
        if (timed.next != null && timed.tick == tick) {
            return;
        }
        cancel(timed);
        timed.tick = tick;
        link(timed, slot(tick));
        setAlarm(tick);
    }

    @Override
    public void cancel(Timer timed) {
        if (timed.next != null) {
            requireNonNull(timed.previous).next = timed.next;
            timed.next.previous = timed.previous;
            timed.next = null;
            timed.previous = null;
        }
    }

    /** Calls everything that is due by now. */
    public void turn(long nowNanos) {
        long target = Math.floorDiv(nowNanos - originNanos, tickNanos);
        try {
            while (turnedTo < target) {
                turnedTo++;
                empty(slot(turnedTo), nowNanos);
            }
        } finally {
            // Even if something throws: the alarm has rung, and nothing else sets it again.
            if (alarm != null) {
                alarmTick = Long.MAX_VALUE;
                setAlarm(firstTick());
            }
        }
    }

    private void setAlarm(long tick) {
        if (alarm != null && tick < alarmTick) {
            alarmTick = tick;
            alarm.ringAt(originNanos + tick * tickNanos);
        }
    }

    /** The next tick at which anything stands, or is left of a slot that was not emptied to its end. */
    private long firstTick() {
        for (long tick = turnedTo + 1; tick <= turnedTo + SLOTS; tick++) {
            Timer slot = slot(tick);
            if (slot.next != slot) {
                return tick;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Nothing is put back into the slot that is being emptied: it is the last one that can be reached. */
    private void empty(Timer slot, long nowNanos) {
        for (Timer timed = requireNonNull(slot.next); timed != slot; timed = requireNonNull(slot.next)) {
            cancel(timed);
            long dueAtNanos = timed.dueAtNanos();
            try {
                if (dueAtNanos != Timer.NEVER && nowNanos - dueAtNanos >= 0) {
                    timed.onDue(nowNanos);
                }
            } finally {
                schedule(timed);
            }
        }
    }

    private Timer slot(long tick) {
        return slots[Math.floorMod(tick, SLOTS)];
    }

    private long tickAtOrAfter(long nanos) {
        return -Math.floorDiv(originNanos - nanos, tickNanos);
    }

    private static void link(Timer timed, Timer slot) {
        Timer last = requireNonNull(slot.previous);
        timed.previous = last;
        timed.next = slot;
        last.next = timed;
        slot.previous = timed;
    }

    /** The beginning and the end of a ring. */
    private static final class Slot extends Timer {
        Slot() {
            previous = this;
            next = this;
        }

        @Override
        protected long dueAtNanos() {
            return NEVER;
        }

        @Override
        protected void onDue(long nowNanos) {
            throw new IllegalStateException("a slot is never due");
        }
    }
}
