package dev.sagfleet.simulator.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How rehearsals of one rollout went on, at few times that are the same for all of them.
 *
 * @param runs how many they are
 * @param slots as far as anything changes in most of them
 * @param upgraded devices that run the image at the end of each slot
 * @param groups likewise those of a group of waves, in thousandths of its members; none for a group that nobody is in
 * @param egress the highest rate of all downloads together in each slot, in bits per second
 * @param rows of sites
 * @param sites for each of them devices that run the image at the end of each slot, in all rehearsals together
 * @param reached how far the devices of each group came, in all rehearsals together
 */
public record Curves(
        int runs,
        Slots slots,
        Band upgraded,
        List<Band> groups,
        Band egress,
        List<SiteRows.Row> rows,
        List<List<Long>> sites,
        List<Reach> reached) {
    private static final int SLOTS_MIN = 12;
    /** What is shown beyond the last change, of all. */
    private static final int MARGIN = 20;

    public Curves {
        groups = List.copyOf(groups);
        rows = List.copyOf(rows);
        sites = List.copyOf(sites);
        reached = List.copyOf(reached);
    }

    static Curves of(List<Course> courses, List<SiteRows.Row> rows, List<Track> sites, Slots slots) {
        List<Reach> reached = IntStream.range(0, WaveGroups.COUNT)
                .mapToObj(group -> courses.stream()
                        .map(course -> course.reached().get(group))
                        .reduce(Reach.NONE, Reach::plus))
                .toList();
        int groups = WaveGroups.COUNT;
        while (groups > 0 && reached.get(groups - 1).members() == 0) {
            groups--;
        }
        return new Curves(
                courses.size(),
                slots,
                Band.of(courses.stream().map(course -> course.upgraded(slots)).toList()),
                IntStream.range(0, groups)
                        .mapToObj(group -> Band.of(courses.stream()
                                .map(course -> course.share(group, slots))
                                .toList()))
                        .toList(),
                Band.of(courses.stream().map(course -> course.egress(slots)).toList()),
                rows,
                sites.stream()
                        .map(track -> LongStream.of(track.until(slots.widthMillis(), slots.count()))
                                .boxed()
                                .toList())
                        .toList(),
                reached.subList(0, groups));
    }

    /** As long as anything changes in the band of all devices, and a little longer. */
    static Slots slots(List<Course> courses, List<Track> sites) {
        long widthMillis = LongStream.concat(
                        courses.stream().mapToLong(Course::widthMillis),
                        sites.stream().mapToLong(Track::widthMillis))
                .max()
                .orElseThrow();
        long endMillis = courses.stream()
                .flatMap(course -> course.upgraded().stream())
                .mapToLong(Track::endMillis)
                .max()
                .orElse(0);
        var all = new Slots(widthMillis, Math.toIntExact(Math.max(SLOTS_MIN, endMillis / widthMillis + 1)));
        int changed = lastChange(
                Band.of(courses.stream().map(course -> course.upgraded(all)).toList()));
        long shownMillis = Math.max(SLOTS_MIN, changed + 1 + changed / MARGIN) * widthMillis;
        return Slots.few(widthMillis, shownMillis);
    }

    private static int lastChange(Band band) {
        List<List<Long>> all = new ArrayList<>(List.of(band.low(), band.middle(), band.high()));
        int last = band.low().size() - 1;
        while (last > 0 && isSame(all, last)) {
            last--;
        }
        return last;
    }

    private static boolean isSame(List<List<Long>> all, int at) {
        return all.stream().allMatch(one -> one.get(at).equals(one.get(at - 1)));
    }
}
