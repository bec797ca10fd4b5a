package dev.sagfleet.controller.event;

import org.jspecify.annotations.Nullable;

/** Follows one ring. It holds nothing but its place in it. For one thread at a time. */
final class RingReader {
    private final EventRing ring;
    private final EventFilter filter;
    private final long end;
    private long next;
    private long missed;

    private RingReader(EventRing ring, EventFilter filter, long next, long end) {
        this.ring = ring;
        this.filter = filter;
        this.next = next;
        this.end = end;
    }

    /** @param next place of the first event that it wants */
    RingReader(EventRing ring, EventFilter filter, long next) {
        this(ring, filter, next, Long.MAX_VALUE);
    }

    /** The same reader, which ends with the latest event that there is now. */
    RingReader endingNow() {
        return new RingReader(ring, filter, next, ring.last());
    }

    /** Whether it has read all that it is to read. */
    boolean hasEnded() {
        return next > end;
    }

    /** The next event that passes the filter, of those that there are now; it is the next one until it is taken. */
    @Nullable
    LoggedEvent peek() {
        skipOverwritten();
        long last = Math.min(end, ring.last());
        while (next <= last) {
            EventRing.Placed held = ring.held(next);
            if (held == null || held.place() < next) {
                return null; // under way; the next look finds it
            }
            if (held.place() > next) {
                skipOverwritten();
            } else if (filter.passes(held.event().event())) {
                return held.event();
            } else {
                next++;
            }
        }
        return null;
    }

    /** Goes on behind the event that was looked at. */
    void take() {
        next++;
    }

    /** How many events were overwritten unread since it was last asked, whether or not they would have passed. */
    long takeMissed() {
        long taken = missed;
        missed = 0;
        return taken;
    }

    boolean hasMissed() {
        return missed > 0;
    }

    private void skipOverwritten() {
        long lost = Math.max(0, ring.oldest() - next);
        next += lost;
        missed += lost;
    }
}
