package dev.sagfleet.agent.timing;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers in the order in which they are due, to the nanosecond, and of those due at the same time in the order in which
 * they were set. What is not due costs nothing however long that is; setting a timer and taking the first cost the
 * logarithm of how many there are. Not thread-safe.
 */
public final class TimerHeap implements Timers {
    /** Each has four below it: half as many levels as with two, and those four lie beside each other. */
    private static final int ARITY = 4;

    private static final int ROOM_FIRST = 64;

    private @Nullable Timer[] timers = new Timer[ROOM_FIRST];
    private long[] dueNanos = new long[ROOM_FIRST];
    /** Each twice, and one more if its timer knows where it stands: so that others are not touched while they wait. */
    private long[] sequences = new long[ROOM_FIRST];

    private int size;
    private long scheduled;

    /** How many timers are set. */
    public int size() {
        return size;
    }

    /** When the first is due, as it was set; {@link Timer#NEVER} if there is none. */
    public long firstDueNanos() {
        return size == 0 ? Timer.NEVER : dueNanos[0];
    }

    /**
     * Takes the first and does what is due, if it is due by then; it may have been put off since it was set.
     *
     * @param nowNanos not before {@link #firstDueNanos}
     */
    public void runFirst(long nowNanos) {
        Timer first = requireNonNull(timers[0]);
        remove(0);
        if (first.dueAtNanos() <= nowNanos) {
            try {
                first.onDue(nowNanos);
            } finally {
                schedule(first);
            }
        } else {
            schedule(first);
        }
    }

    @Override
    public void schedule(Timer timed) {
        long due = timed.dueAtNanos();
        if (due == Timer.NEVER) {
            cancel(timed);
        } else if (!isIn(timed)) {
            add(timed, due);
        } else if (due < dueNanos[position(timed)]) {
            remove(position(timed));
            add(timed, due);
        }
    }

    @Override
    public void cancel(Timer timed) {
        if (isIn(timed)) {
            remove(position(timed));
        }
    }

    private static boolean isIn(Timer timed) {
        return timed.tick != 0;
    }

    /** Its tick is one more, so that 0 says that it is not in. */
    private static int position(Timer timed) {
        return (int) timed.tick - 1;
    }

    private void add(Timer timed, long due) {
        if (size == timers.length) {
            int room = size * 2;
            timers = Arrays.copyOf(timers, room);
            dueNanos = Arrays.copyOf(dueNanos, room);
            sequences = Arrays.copyOf(sequences, room);
        }
        siftUp(size++, timed, due, 2 * scheduled++ + (timed.isSetForGood() ? 0 : 1));
    }

    private void remove(int position) {
        requireNonNull(timers[position]).tick = 0;
        size--;
        Timer moved = requireNonNull(timers[size]);
        long due = dueNanos[size];
        long sequence = sequences[size];
        timers[size] = null;
        if (position == size) {
            return;
        }
        if (position > 0 && isBefore(due, sequence, (position - 1) / ARITY)) {
            siftUp(position, moved, due, sequence);
        } else {
            siftDown(position, moved, due, sequence);
        }
    }

    private void siftUp(int from, Timer timed, long due, long sequence) {
        int position = from;
        while (position > 0) {
            int parent = (position - 1) / ARITY;
            if (!isBefore(due, sequence, parent)) {
                break;
            }
            move(parent, position);
            position = parent;
        }
        put(position, timed, due, sequence);
    }

    private void siftDown(int from, Timer timed, long due, long sequence) {
        int position = from;
        while (true) {
            int child = position * ARITY + 1;
            if (child >= size) {
                break;
            }
            int first = child;
            int end = Math.min(child + ARITY, size);
            for (int other = child + 1; other < end; other++) {
                if (isBefore(dueNanos[other], sequences[other], first)) {
                    first = other;
                }
            }
            if (isBefore(due, sequence, first)) {
                break;
            }
            move(first, position);
            position = first;
        }
        put(position, timed, due, sequence);
    }

    private boolean isBefore(long due, long sequence, int position) {
        return due < dueNanos[position] || (due == dueNanos[position] && sequence < sequences[position]);
    }

    private void move(int from, int to) {
        put(to, requireNonNull(timers[from]), dueNanos[from], sequences[from]);
    }

    private void put(int position, Timer timed, long due, long sequence) {
        timers[position] = timed;
        dueNanos[position] = due;
        sequences[position] = sequence;
        if ((sequence & 1) != 0) {
            timed.tick = position + 1L;
        }
    }
}
