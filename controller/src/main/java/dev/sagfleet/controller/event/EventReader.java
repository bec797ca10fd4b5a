package dev.sagfleet.controller.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows the events at its own pace. It holds nothing but its places in the rings, so that a reader that is
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

    private final RingReader events;
    private final RingReader refused;

    private EventReader(RingReader events, RingReader refused) {
        this.events = events;
        this.refused = refused;
    }

    private EventReader(Events events, EventFilter filter, long next, long nextRefused) {
        this(
                new RingReader(events.ring(), filter, next),
                filter.passesCalls()
                        ? new RingReader(events.refused(), filter, nextRefused)
                        : new RingReader(new EventRing(1), filter, 1));
    }

    /** A reader of the events that are still to come. */
    public static EventReader fromNow(Events events, EventFilter filter) {
        return new EventReader(
                events, filter, events.last() + 1, events.refused().last() + 1);
    }

    /** A reader of the events after this one, and of calls that were not let in since this one. */
    public static EventReader since(Events events, EventFilter filter, long sequence) {
        return new EventReader(events, filter, sequence + 1, events.refused().firstFrom(sequence));
    }

    /** A reader that begins with the latest {@code count} of the events held that pass the filter. */
    public static EventReader withLast(Events events, EventFilter filter, int count) {
        long next = events.last() + 1;
        long nextRefused = events.refused().last() + 1;
        for (int found = 0; found < count; found++) {
            EventRing.Placed event = events.ring().latest(filter, next - 1);
            EventRing.Placed call = events.refused().latest(filter, nextRefused - 1);
            if (call != null
                    && (event == null
                            || call.event().sequence() >= event.event().sequence())) {
                nextRefused = call.place();
            } else if (event != null) {
                next = event.place();
            } else {
                break;
            }
        }
        return new EventReader(events, filter, next, nextRefused);
    }

    /** The same reader, which has read all once it has read what there is now. */
    public EventReader endingNow() {
        return new EventReader(events.endingNow(), refused.endingNow());
    }

    /** Whether it has read all that it is to read. */
    public boolean hasEnded() {
        return events.hasEnded() && refused.hasEnded();
    }

    /** The next events, as many as there are now and {@code eventsMax} at most. */
    public Batch read(int eventsMax) {
        List<LoggedEvent> found = new ArrayList<>();
        long missed = 0;
        while (found.size() < eventsMax) {
            LoggedEvent event = events.peek();
            LoggedEvent call = refused.peek();
            if (events.hasMissed() || refused.hasMissed()) {
                if (!found.isEmpty()) {
                    break; // what was missed comes before what follows it
                }
                missed += events.takeMissed() + refused.takeMissed();
            } else if (call != null && (event == null || call.sequence() < event.sequence())) {
                found.add(call);
                refused.take();
            } else if (event != null) {
                found.add(event);
                events.take();
            } else {
                break;
            }
        }
        return new Batch(missed, found);
    }
}
