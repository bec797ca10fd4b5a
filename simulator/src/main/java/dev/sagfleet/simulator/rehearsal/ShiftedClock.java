package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.simulator.virtual.VirtualTime;
import java.time.Instant;
import java.time.InstantSource;

/** The clock on the wall of a run that begins at some time. Milliseconds are asked for often, and cost no object. */
record ShiftedClock(Instant beginning, VirtualTime time) implements InstantSource {
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    @Override
    public Instant instant() {
        return beginning.plusNanos(time.nowNanos());
    }

    @Override
    public long millis() {
        return MILLIS_PER_SECOND * beginning.getEpochSecond()
                + Math.floorDiv(beginning.getNano() + time.nowNanos(), NANOS_PER_MILLI);
    }
}
