package dev.sagfleet.controller.event;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * The latest {@value #EVENTS_MAX} events of a controller, and the latest {@value #REFUSED_MAX} calls that were not
 * let in, which anybody can make and which push out none of the others. To publish takes no lock and notifies
 * nobody, whoever reads: readers come and look. Safe for many threads.
 */
public final class Events {
    /** How many events are held, beside calls that were not let in. */
    public static final int EVENTS_MAX = 10_000;

    /** How many calls that were not let in are held. */
    static final int REFUSED_MAX = 1_000;

    private final EventRing ring = new EventRing(EVENTS_MAX);
    private final EventRing refused = new EventRing(REFUSED_MAX);
    private final Map<EventKind, LongAdder> counts = new EnumMap<>(EventKind.class);
    private final InstantSource clock;

    public Events(InstantSource clock) {
        this.clock = clock;
        for (EventKind kind : EventKind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    /** Adds an event, in place of the oldest one of its ring. */
    public void publish(ControllerEvent event) {
        if (event instanceof ControllerEvent.Called call && call.action().isEmpty()) {
            refused.add(place -> new LoggedEvent(last(), clock.instant(), event));
        } else {
            ring.add(place -> new LoggedEvent(place, clock.instant(), event));
        }
        counter(event.kind()).increment();
    }

    /** How many events of a kind there were, also those that are held no longer. */
    public long count(EventKind kind) {
        return counter(kind).sum();
    }

    private LongAdder counter(EventKind kind) {
        return Objects.requireNonNull(counts.get(kind), "every kind has one");
    }

    /** The sequence of the latest event; 0 if there is none. It may still be under way. */
    public long last() {
        return ring.last();
    }

    /** The ring of all but calls that were not let in; a place in it is a sequence. */
    EventRing ring() {
        return ring;
    }

    /** The ring of calls that were not let in. */
    EventRing refused() {
        return refused;
    }
}
