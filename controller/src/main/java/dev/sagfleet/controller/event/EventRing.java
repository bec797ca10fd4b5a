package dev.sagfleet.controller.event;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The latest of what is put into it, by place: 1, 2, 3 and so on. Takes no lock. Safe for many threads. */
final class EventRing {
    /** @param place where it stands, which is not its sequence in every ring */
    record Placed(long place, LoggedEvent event) {}

    private final AtomicReferenceArray<@Nullable Placed> ring;
    private final AtomicLong last = new AtomicLong();

    EventRing(int eventsMax) {
        ring = new AtomicReferenceArray<>(eventsMax);
    }

    /** Adds an event, in place of the oldest one. */
    void add(LongFunction<LoggedEvent> eventAt) {
        long place = last.incrementAndGet();
        ring.accumulateAndGet(slot(place), new Placed(place, eventAt.apply(place)), EventRing::later);
    }

    /** The place of the latest event; 0 if there is none. It may still be under way. */
    long last() {
        return last.get();
    }

    /** The place of the oldest event that is still held, or of the next one if there is none. */
    long oldest() {
        return Math.max(1, last() - ring.length() + 1);
    }

    /** What is held for a place: its event, a later one, or an earlier one or nothing if it is under way. */
    @Nullable
    Placed held(long place) {
        return ring.get(slot(place));
    }

    /** The latest event up to a place, of those held, that passes the filter; nothing if there is none. */
    @Nullable
    Placed latest(EventFilter filter, long upTo) {
        for (long place = upTo; place >= oldest(); place--) {
            Placed held = held(place);
            if (held != null
                    && held.place() == place
                    && filter.passes(held.event().event())) {
                return held;
            }
        }
        return null;
    }

    /** The place of the first event held with this sequence or a later one, or of the next one if there is none. */
    long firstFrom(long sequence) {
        long place = oldest();
        while (place <= last()) {
            Placed held = held(place);
            if (held != null && held.event().sequence() >= sequence) {
                return place;
            }
            place++;
        }
        return place;
    }

    /** Whoever was held up while the ring went all the way round does not overwrite what is newer. */
    private static @Nullable Placed later(@Nullable Placed held, @Nullable Placed other) {
        return held != null && other != null && held.place() > other.place() ? held : other;
    }

    private int slot(long place) {
        return (int) (place % ring.length());
    }
}
