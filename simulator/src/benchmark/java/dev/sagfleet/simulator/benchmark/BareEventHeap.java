package dev.sagfleet.simulator.benchmark;

/** The least that anything with events in virtual time needs: a heap of (time, sequence), four below each. */
final class BareEventHeap {
    private static final int ARITY = 4;

    private final long[] times;
    private final long[] sequences;
    private int size;
    private long sequence;

    /** @param entriesMax as many as it ever has */
    BareEventHeap(int entriesMax) {
        times = new long[entriesMax];
        sequences = new long[entriesMax];
    }

    void push(long time) {
        long own = sequence++;
        int position = size++;
        while (position > 0) {
            int parent = (position - 1) / ARITY;
            if (!isBefore(time, own, parent)) {
                break;
            }
            times[position] = times[parent];
            sequences[position] = sequences[parent];
            position = parent;
        }
        times[position] = time;
        sequences[position] = own;
    }

    /** Takes the first out and returns its time. */
    long pop() {
        long first = times[0];
        size--;
        long time = times[size];
        long own = sequences[size];
        int position = 0;
        for (int child = 1; child < size; child = position * ARITY + 1) {
            int least = child;
            int end = Math.min(child + ARITY, size);
            for (int other = child + 1; other < end; other++) {
                if (isBefore(times[other], sequences[other], least)) {
                    least = other;
                }
            }
            if (isBefore(time, own, least)) {
                break;
            }
            times[position] = times[least];
            sequences[position] = sequences[least];
            position = least;
        }
        times[position] = time;
        sequences[position] = own;
        return first;
    }

    private boolean isBefore(long time, long own, int position) {
        return time < times[position] || (time == times[position] && own < sequences[position]);
    }
}
