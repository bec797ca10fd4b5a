package dev.sagfleet.controller.memory;

import java.util.Arrays;

/** For each site, how many of its members work, and which wait for that, in the order of waves and places. */
final class SiteQueues {
    private static final int ROOM_FIRST = 64;

    private final MemberRows rows;
    private int[] working = new int[ROOM_FIRST];
    private int[] first = filled(ROOM_FIRST);
    private int[] last = filled(ROOM_FIRST);

    SiteQueues(MemberRows rows) {
        this.rows = rows;
    }

    int working(int site) {
        return site < working.length ? working[site] : 0;
    }

    void plusWorking(int site, int more) {
        require(site);
        working[site] += more;
    }

    int first(int site) {
        return site < first.length ? first[site] : MemberRows.NOBODY;
    }

    void add(int site, int place) {
        require(site);
        if (first[site] == MemberRows.NOBODY) {
            first[site] = place;
            last[site] = place;
        } else if (isBefore(place, first[site])) {
            rows.setNext(place, first[site]);
            first[site] = place;
        } else if (isBefore(last[site], place)) {
            rows.setNext(last[site], place);
            last[site] = place;
        } else {
            int before = first[site];
            while (isBefore(rows.next(before), place)) {
                before = rows.next(before);
            }
            rows.setNext(place, rows.next(before));
            rows.setNext(before, place);
        }
    }

    void remove(int site, int place) {
        int before = MemberRows.NOBODY;
        int found = first[site];
        while (found != place) {
            before = found;
            found = rows.next(found);
        }
        int after = rows.next(place);
        if (before == MemberRows.NOBODY) {
            first[site] = after;
        } else {
            rows.setNext(before, after);
        }
        if (last[site] == place) {
            last[site] = before;
        }
        rows.setNext(place, MemberRows.NOBODY);
    }

    private boolean isBefore(int place, int other) {
        int waves = Integer.compare(rows.wave(place), rows.wave(other));
        return waves != 0 ? waves < 0 : place < other;
    }

    private void require(int site) {
        if (site >= working.length) {
            int room = Math.max(site + 1, working.length + (working.length >> 1));
            int before = working.length;
            working = Arrays.copyOf(working, room);
            first = Arrays.copyOf(first, room);
            last = Arrays.copyOf(last, room);
            Arrays.fill(first, before, room, MemberRows.NOBODY);
            Arrays.fill(last, before, room, MemberRows.NOBODY);
        }
    }

    private static int[] filled(int room) {
        int[] nobody = new int[room];
        Arrays.fill(nobody, MemberRows.NOBODY);
        return nobody;
    }
}
