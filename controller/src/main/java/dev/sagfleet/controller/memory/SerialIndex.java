package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The places of members by their serial numbers, of which it keeps none: 4 to 8 bytes for each member. */
final class SerialIndex {
    private static final int ROOM_FIRST = 64;
    private static final int FREE = 0;
    private static final int REMOVED = -1;

    private final MemberRows rows;

    /** A place plus 1, so that none is {@link #FREE}. */
    private int[] slots = new int[ROOM_FIRST];

    private int used;

    /** The place that a device had before, by the later one: few come back. */
    private final NavigableMap<Integer, Integer> earlier = new TreeMap<>();

    SerialIndex(MemberRows rows) {
        this.rows = rows;
    }

    int find(SerialNumber serial) {
        for (int slot = first(serial); slots[slot] != FREE; slot = slot + 1 & slots.length - 1) {
            if (slots[slot] != REMOVED && rows.serial(slots[slot] - 1).equals(serial)) {
                return slots[slot] - 1;
            }
        }
        return MemberRows.NOBODY;
    }

    /** That the latest member with its serial number has this place. */
    void put(int place) {
        if (used * 4L >= slots.length * 3L) {
            grow();
        }
        SerialNumber serial = rows.serial(place);
        int slot = first(serial);
        while (slots[slot] != FREE) {
            if (slots[slot] != REMOVED && rows.serial(slots[slot] - 1).equals(serial)) {
                earlier.put(place, slots[slot] - 1);
                slots[slot] = place + 1;
                return;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = place + 1;
        used++;
    }

    /** Forgets a place, if it is the latest of its serial number, which has the one before it again. */
    void remove(int place) {
        Integer before = earlier.remove(place);
        for (int slot = first(rows.serial(place)); slots[slot] != FREE; slot = slot + 1 & slots.length - 1) {
            if (slots[slot] == place + 1) {
                slots[slot] = before == null ? REMOVED : before + 1;
            }
        }
    }

    void clear() {
        slots = new int[ROOM_FIRST];
        used = 0;
        earlier.clear();
    }

    private void grow() {
        int[] before = slots;
        slots = new int[before.length * 2];
        used = 0;
        Arrays.stream(before).filter(slot -> slot > FREE).forEach(slot -> put(slot - 1));
    }

    private int first(SerialNumber serial) {
        int hash = serial.text().hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 16) & slots.length - 1;
    }
}
