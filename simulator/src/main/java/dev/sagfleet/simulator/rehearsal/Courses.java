package dev.sagfleet.simulator.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects how many rehearsals of one rollout go on over time. What comes of it does not depend on the order in which they
 * end. Safe for many threads.
 */
public final class Courses {
    /** Of more than that only the first are collected. */
    public static final int RUNS_MAX = 400;

    private final Script script;
    private final SiteRows rows;
    private final List<Track> sites;
    private final Map<Integer, Course> byNumber = new TreeMap<>();

    /** @param script with any of the seeds */
    public Courses(Script script) {
        this.script = script;
        rows = SiteRows.of(script);
        sites = rows.rows().stream().map(row -> new Track(Track.Rule.SUM)).toList();
    }

    /**
     * Who listens to one of them.
     *
     * @param number of the rehearsal, from 0
     */
    public Rehearsal.Listener listener(int number) {
        return number >= RUNS_MAX
                ? Rehearsal.Listener.NONE
                : new CourseRecorder(script, rows, (course, ofSites) -> add(number, course, ofSites));
    }

    private synchronized void add(int number, Course course, List<Track> ofSites) {
        byNumber.put(number, course);
        for (int row = 0; row < ofSites.size(); row++) {
            sites.get(row).addAll(ofSites.get(row));
        }
    }

    /**
     * The times at which there is something to see, once all of them have ended.
     *
     * @throws IllegalStateException if none was listened to
     */
    public Slots slots() {
        return Curves.slots(ended(), sites);
    }

    /** What they have in common at these times, or at coarser ones. */
    public Curves curves(Slots slots) {
        return Curves.of(ended(), rows.rows(), sites, slots);
    }

    private synchronized List<Course> ended() {
        if (byNumber.isEmpty()) {
            throw new IllegalStateException("rehearsals that were listened to: none (expected: 1 or more)");
        }
        return List.copyOf(byNumber.values());
    }
}
