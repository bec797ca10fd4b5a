package dev.sagfleet.controller.event;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The latest {@value #EVENTS_MAX} events of a controller. To publish takes no lock and notifies nobody, whoever
 * reads: readers come and look. Safe for many threads.
 */
public final class Events {
    /** How many events are held. */
    public static final int EVENTS_MAX = 10_000;

    private final AtomicReferenceArray<@Nullable LoggedEvent> ring = new AtomicReferenceArray<>(EVENTS_MAX);
    private final AtomicLong last = new AtomicLong();
    private final Map<EventKind, LongAdder> counts = new EnumMap<>(EventKind.class);
    private final InstantSource clock;

    public Events(InstantSource clock) {
        this.clock = clock;
        for (EventKind kind : EventKind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    /** Adds an event, in place of the oldest one. */
    public void publish(ControllerEvent event) {
        var logged = new LoggedEvent(last.incrementAndGet(), clock.instant(), event);
        ring.accumulateAndGet(slot(logged.sequence()), logged, Events::later);
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
        return last.get();
    }

    /** The sequence of the oldest event that is still held, or of the next one if there is none. */
    long oldest() {
        return Math.max(1, last() - EVENTS_MAX + 1);
    }

    /** What is held in the place of an event: it, a later one, or an earlier one or nothing if it is under way. */
    @Nullable
    LoggedEvent held(long sequence) {
        return ring.get(slot(sequence));
    }

    /** Whoever was held up while the ring went all the way round does not overwrite what is newer. */
    private static @Nullable LoggedEvent later(@Nullable LoggedEvent held, @Nullable LoggedEvent other) {
        return held != null && other != null && held.sequence() > other.sequence() ? held : other;
    }

    private static int slot(long sequence) {
        return (int) (sequence % EVENTS_MAX);
    }
}
