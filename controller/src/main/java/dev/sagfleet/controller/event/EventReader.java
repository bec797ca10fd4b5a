package dev.sagfleet.controller.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows the events at its own pace. It holds nothing but its place in the ring, so that a reader that is
 * slow, or not there any more, costs no memory: it misses events, and learns how many. For one thread at a
 * time.
 */
public final class EventReader {
    /**
     * What came next.
     *
     * @param missed how many events before these were overwritten unread, whether or not the filter would have
     *     let them pass
     */
    public record Batch(long missed, List<LoggedEvent> events) {
        public Batch {
            events = List.copyOf(events);
        }
    }

    private final Events events;
    private final EventFilter filter;
    private final long end;
    private long next;

    private EventReader(Events events, EventFilter filter, long next, long end) {
        this.events = events;
        this.filter = filter;
        this.next = next;
        this.end = end;
    }

    /** A reader of the events after this one. */
    public static EventReader since(Events events, EventFilter filter, long sequence) {
        return new EventReader(events, filter, sequence + 1, Long.MAX_VALUE);
    }

    /** A reader that begins with the latest {@code count} of the events held that pass the filter. */
    public static EventReader withLast(Events events, EventFilter filter, int count) {
        long last = events.last();
        long next = last + 1;
        int found = 0;
        for (long sequence = last; sequence >= events.oldest() && found < count; sequence--) {
            LoggedEvent held = events.held(sequence);
            if (held != null && held.sequence() == sequence && filter.passes(held.event())) {
                next = sequence;
                found++;
            }
        }
        return new EventReader(events, filter, next, Long.MAX_VALUE);
    }

    /** The same reader, which has read all once it has read what there is now. */
    public EventReader endingNow() {
        return new EventReader(events, filter, next, events.last());
    }

    /** Whether it has read all that it is to read. */
    public boolean hasEnded() {
        return next > end;
    }

    /** The next events, as many as there are now and {@code eventsMax} at most. */
    public Batch read(int eventsMax) {
        List<LoggedEvent> found = new ArrayList<>();
        long missed = skipOverwritten();
        long last = Math.min(end, events.last());
        while (next <= last && found.size() < eventsMax) {
            LoggedEvent held = events.held(next);
            if (held == null || held.sequence() < next) {
                break; // under way; the next read finds it
            }
            if (held.sequence() > next) {
                if (!found.isEmpty()) {
                    break; // what was missed comes before what follows it
                }
                missed += skipOverwritten();
                continue;
            }
            if (filter.passes(held.event())) {
                found.add(held);
            }
            next++;
        }
        return new Batch(missed, found);
    }

    private long skipOverwritten() {
        long missed = Math.max(0, events.oldest() - next);
        next += missed;
        return missed;
    }
}
