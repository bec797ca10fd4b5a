package dev.sagfleet.controller.rolloutcheck;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Whose turn is next in a wave. Members of one zone that take about as long are in one lane, so that it is enough to look at
 * the first of each lane: a window that is closed for it is closed for the others too, or nearly. Not thread-safe.
 */
final class WaveQueue {
    /** Twice as long is the next kind. */
    private static final int KINDS = Long.SIZE;

    private final List<ForecastRun.Work> members;
    private final List<ZoneWindows> zones;

    /** Members that wait, by the number of their site, in their order. */
    private final Map<Integer, Deque<Integer>> waiting = new TreeMap<>();

    private final Map<Integer, PriorityQueue<Place>> lanes = new TreeMap<>();

    /** One place at a site, from when it is free, and who is next there. */
    private record Place(long freeMillis, int member) {
        static final Comparator<Place> NEXT_FIRST =
                Comparator.comparingLong(Place::freeMillis).thenComparingInt(Place::member);
    }

    /** A member that may begin. */
    record Turn(int member, long startMillis) {}

    /** @param perSite how many of a site may be at work */
    WaveQueue(List<ForecastRun.Work> members, List<ZoneWindows> zones, int perSite, long opensMillis) {
        this.members = members;
        this.zones = zones;
        for (int member = 0; member < members.size(); member++) {
            waiting.computeIfAbsent(members.get(member).site(), site -> new ArrayDeque<>())
                    .add(member);
        }
        for (Deque<Integer> site : waiting.values()) {
            for (int place = 0; place < perSite && !site.isEmpty(); place++) {
                add(new Place(opensMillis, site.remove()));
            }
        }
    }

    /** Takes out the one that can begin first, from this moment on; nothing if none ever can. */
    Optional<Turn> next(long fromMillis) {
        Optional<Turn> first = Optional.empty();
        for (PriorityQueue<Place> lane : lanes.values()) {
            Place place = lane.peek();
            if (place != null) {
                Turn turn = new Turn(place.member(), startMillis(place, fromMillis));
                first = first.filter(other -> !isBefore(turn, other)).or(() -> Optional.of(turn));
            }
        }
        Optional<Turn> taken = first.filter(turn -> turn.startMillis() != ZoneWindows.NEVER);
        taken.ifPresent(
                turn -> requireNonNull(lanes.get(lane(turn.member())), "lane").remove());
        return taken;
    }

    private static boolean isBefore(Turn turn, Turn other) {
        return turn.startMillis() < other.startMillis()
                || (turn.startMillis() == other.startMillis() && turn.member() < other.member());
    }

    /** Its place goes to the next one of its site. */
    void freeAgain(Turn turn, long endMillis) {
        Deque<Integer> site = waiting.getOrDefault(members.get(turn.member()).site(), new ArrayDeque<>());
        if (!site.isEmpty()) {
            add(new Place(endMillis, site.remove()));
        }
    }

    private void add(Place place) {
        lanes.computeIfAbsent(lane(place.member()), lane -> new PriorityQueue<>(Place.NEXT_FIRST))
                .add(place);
    }

    private int lane(int member) {
        ForecastRun.Work work = members.get(member);
        return work.zone() * KINDS + (KINDS - 1 - Long.numberOfLeadingZeros(Math.max(1, work.millis())));
    }

    private long startMillis(Place place, long fromMillis) {
        ForecastRun.Work work = members.get(place.member());
        return zones.get(work.zone()).startMillis(Math.max(place.freeMillis(), fromMillis), work.millis());
    }
}
