package dev.sagfleet.simulator.rehearsal;

import java.util.List;
import java.util.stream.LongStream;

/**
 * How one rehearsal went on over time: of a bounded size, however long it took and however many devices there are.
 *
 * @param upgraded devices more, or fewer, that run the image, by the group of their wave
 * @param reached how far the devices of each group came
 * @param egress the highest rate of all downloads together, in bits per second
 */
record Course(List<Track> upgraded, List<Reach> reached, Track egress) {
    private static final long MILLE = 1_000;

    Course {
        upgraded = List.copyOf(upgraded);
        reached = List.copyOf(reached);
    }

    /** The width of slots that all of it fits in. */
    long widthMillis() {
        return LongStream.concat(upgraded.stream().mapToLong(Track::widthMillis), LongStream.of(egress.widthMillis()))
                .max()
                .orElseThrow();
    }

    /** Devices that run the image at the end of each slot. */
    long[] upgraded(Slots slots) {
        long[] all = new long[slots.count()];
        for (Track track : upgraded) {
            long[] some = track.until(slots.widthMillis(), slots.count());
            for (int i = 0; i < all.length; i++) {
                all[i] += some[i];
            }
        }
        return all;
    }

    /** Those of one group, in thousandths of its members. */
    long[] share(int group, Slots slots) {
        long members = reached.get(group).members();
        long[] counts = upgraded.get(group).until(slots.widthMillis(), slots.count());
        return LongStream.of(counts)
                .map(count -> members == 0 ? 0 : count * MILLE / members)
                .toArray();
    }

    long[] egress(Slots slots) {
        return egress.in(slots.widthMillis(), slots.count());
    }
}
