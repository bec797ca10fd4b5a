package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.rollout.Phase;
import java.util.ArrayList;
import java.util.List;

/** For each wave and zone, the members in its queue. One that has left is dropped when it would be the first. */
final class ReadyQueues {
    /** One queue, and how many of those in it are there still. */
    private static final class Queue {
        private final PlaceHeap places = new PlaceHeap();
        private int size;
    }

    private final MemberRows rows;
    private final List<List<Queue>> queues = new ArrayList<>();

    ReadyQueues(MemberRows rows) {
        this.rows = rows;
    }

    void add(int place) {
        Queue queue = queue(rows.wave(place), rows.zone(place));
        queue.places.add(place);
        queue.size++;
    }

    void remove(int wave, int zone) {
        queue(wave, zone).size--;
    }

    int size(int wave, int zone) {
        return queue(wave, zone).size;
    }

    /** The one with the lowest place; {@link MemberRows#NOBODY} if there is none. */
    int first(int wave, int zone) {
        PlaceHeap places = queue(wave, zone).places;
        while (!places.isEmpty()) {
            int place = places.first();
            if (place < rows.size() && isIn(place, wave, zone)) {
                return place;
            }
            places.removeFirst();
        }
        return MemberRows.NOBODY;
    }

    private boolean isIn(int place, int wave, int zone) {
        return rows.phase(place) == Phase.READY && rows.wave(place) == wave && rows.zone(place) == zone;
    }

    void clear() {
        queues.clear();
    }

    private Queue queue(int wave, int zone) {
        while (queues.size() <= wave) {
            queues.add(new ArrayList<>());
        }
        List<Queue> ofWave = queues.get(wave);
        while (ofWave.size() <= zone) {
            ofWave.add(new Queue());
        }
        return ofWave.get(zone);
    }
}
