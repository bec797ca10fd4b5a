package dev.sagfleet.controller.memory;

import java.util.Arrays;

/** Numbers of which the lowest is at hand; the same may be in it more than once. */
final class PlaceHeap {
    private static final int ROOM_FIRST = 16;

    private int[] places = new int[ROOM_FIRST];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int first() {
        return places[0];
    }

    void add(int place) {
        if (size == places.length) {
            places = Arrays.copyOf(places, size + (size >> 1));
        }
        int hole = size++;
        while (hole > 0 && places[(hole - 1) >> 1] > place) {
            places[hole] = places[(hole - 1) >> 1];
            hole = (hole - 1) >> 1;
        }
        places[hole] = place;
    }

    void removeFirst() {
        int last = places[--size];
        int hole = 0;
        while (true) {
            int child = 2 * hole + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && places[child + 1] < places[child]) {
                child++;
            }
            if (places[child] >= last) {
                break;
            }
            places[hole] = places[child];
            hole = child;
        }
        places[hole] = last;
    }
}
