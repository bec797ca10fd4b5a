package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Seat;
import java.util.Arrays;

/**
 * Places by when they are due, those due together by place: 8 bytes each, with four below each, so that few lines of the
 * cache are touched.
 */
final class DueHeap {
    private static final int PLACE_BITS = 21;
    private static final long PLACE = (1L << PLACE_BITS) - 1;
    private static final long DUE_MAX = (1L << (63 - PLACE_BITS)) - 1;
    private static final int ARITY = 4;
    private static final int ROOM_FIRST = 64;

    static {
        if (Seat.PLACES_MAX > PLACE + 1) {
            throw new IllegalStateException("places: " + Seat.PLACES_MAX + " (expected: at most " + (PLACE + 1) + ')');
        }
    }

    private long[] entries = new long[ROOM_FIRST];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int firstPlace() {
        return (int) (entries[0] & PLACE);
    }

    /** When the first is due; {@link PhaseClock#NEVER} if there is none. */
    long firstDueMillis() {
        return size == 0 ? PhaseClock.NEVER : entries[0] >>> PLACE_BITS;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** What is kept of the entries, when many are of no use any more. */
    interface Use {
        boolean isOfUse(int place, long dueMillis);
    }

    /** Drops what is of no use: costs what there is, once. */
    void keep(Use use) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (use.isOfUse((int) (entries[i] & PLACE), entries[i] >>> PLACE_BITS)) {
                entries[kept++] = entries[i];
            }
        }
        size = kept;
        // In ascending order each is behind the one above it.
        Arrays.sort(entries, 0, size);
    }

    void add(int place, long dueMillis) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size + (size >> 1));
        }
        long entry = clamp(dueMillis) << PLACE_BITS | place;
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) / ARITY;
            if (entries[parent] <= entry) {
                break;
            }
            entries[hole] = entries[parent];
            hole = parent;
        }
        entries[hole] = entry;
    }

    /** As it is kept: times after the year 2100 are the same. */
    static long clamp(long dueMillis) {
        return Math.max(0, Math.min(DUE_MAX, dueMillis));
    }

    void removeFirst() {
        long last = entries[--size];
        int hole = 0;
        while (true) {
            int least = leastChild(hole);
            if (least >= size || entries[least] >= last) {
                break;
            }
            entries[hole] = entries[least];
            hole = least;
        }
        entries[hole] = last;
    }

    private int leastChild(int parent) {
        int first = parent * ARITY + 1;
        int least = first;
        for (int child = first + 1; child < Math.min(size, first + ARITY); child++) {
            if (entries[child] < entries[least]) {
                least = child;
            }
        }
        return least;
    }
}
