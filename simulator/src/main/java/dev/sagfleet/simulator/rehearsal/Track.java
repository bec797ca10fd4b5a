package dev.sagfleet.simulator.rehearsal;

/**
 * A number over time, in slots of equal width that become wider when time goes on beyond the last of them: however long that
 * is and however much is added, it takes the same memory. Not thread-safe.
 */
final class Track {
    private static final int SLOTS = 1600;

    private final Rule rule;
    private final long[] slots = new long[SLOTS];
    private long widthMillis = Widths.LEAST_MILLIS;

    /** What is kept of several numbers that come in one slot. */
    enum Rule {
        SUM,
        MOST
    }

    Track(Rule rule) {
        this.rule = rule;
    }

    /**
     * Adds a number.
     *
     * @param atMillis from the start on; 0 or more
     */
    void add(long atMillis, long number) {
        while (atMillis / widthMillis >= SLOTS) {
            widen();
        }
        merge((int) (atMillis / widthMillis), number);
    }

    /** Adds what lasted from a time to another one; 0 is what there is where nothing is added. */
    void addFrom(long fromMillis, long toMillis, long number) {
        if (number == 0) {
            return;
        }
        add(toMillis, number);
        for (int slot = (int) (fromMillis / widthMillis); slot <= toMillis / widthMillis; slot++) {
            merge(slot, number);
        }
    }

    /** Adds all of another one by the same rule. */
    void addAll(Track other) {
        while (widthMillis < other.widthMillis) {
            widen();
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            if (other.slots[slot] != 0) {
                // In the last of those of its own that the slot covers: nothing comes earlier than it did.
                add((slot + 1) * other.widthMillis - 1, other.slots[slot]);
            }
        }
    }

    private void widen() {
        long wideMillis = Widths.keptAfter(widthMillis);
        int each = Math.toIntExact(wideMillis / widthMillis);
        for (int slot = 0; slot < SLOTS; slot++) {
            long number = slots[slot];
            slots[slot] = 0;
            merge(slot / each, number);
        }
        widthMillis = wideMillis;
    }

    private void merge(int slot, long number) {
        slots[slot] = merged(slots[slot], number);
    }

    private long merged(long one, long other) {
        return rule == Rule.SUM ? one + other : Math.max(one, other);
    }

    /** How wide a slot is: one of the kept {@link Widths}. */
    long widthMillis() {
        return widthMillis;
    }

    /** When the last slot ends in which there is anything but 0; 0 if there is none. */
    long endMillis() {
        int slot = SLOTS;
        while (slot > 0 && slots[slot - 1] == 0) {
            slot--;
        }
        return slot * widthMillis;
    }

    /**
     * What there is in slots of another width.
     *
     * @param otherMillis a multiple of the own one
     */
    long[] in(long otherMillis, int count) {
        long[] wide = new long[count];
        int each = Math.toIntExact(otherMillis / widthMillis);
        for (int slot = 0; slot < Math.min((long) SLOTS, (long) count * each); slot++) {
            wide[slot / each] = merged(wide[slot / each], slots[slot]);
        }
        return wide;
    }

    /** The sum of all until the end of each slot of another width. */
    long[] until(long otherMillis, int count) {
        long[] sums = in(otherMillis, count);
        for (int slot = 1; slot < count; slot++) {
            sums[slot] += sums[slot - 1];
        }
        return sums;
    }
}
