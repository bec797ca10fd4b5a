package dev.sagfleet.simulator.makes;

import java.util.Arrays;

/** What a receiver got and when, in the order in which it came. Not thread-safe. */
final class Arrivals {
    private static final int SIZE_FIRST = 4096;

    private long[] nanos = new long[SIZE_FIRST];
    /** Of this one and all before it. */
    private long[] bytesUpTo = new long[SIZE_FIRST];

    private int size;

    /**
     * Adds an arrival.
     *
     * @param atNanos not before that of the last one
     */
    void add(long atNanos, long bytes) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
            bytesUpTo = Arrays.copyOf(bytesUpTo, 2 * size);
        }
        nanos[size] = atNanos;
        bytesUpTo[size] = bytesBefore(size) + bytes;
        size++;
    }

    int size() {
        return size;
    }

    long nanos(int index) {
        return nanos[index];
    }

    /** Of all arrivals before this one; that of the size is of all. */
    long bytesBefore(int index) {
        return index == 0 ? 0 : bytesUpTo[index - 1];
    }

    /** Of the arrivals at or after the first moment and before the second. */
    long bytesBetween(long fromNanos, long toNanos) {
        return bytesBefore(firstAt(toNanos)) - bytesBefore(firstAt(fromNanos));
    }

    /** The first arrival that is not before this. */
    int firstAt(long atNanos) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nanos[middle] - atNanos < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
