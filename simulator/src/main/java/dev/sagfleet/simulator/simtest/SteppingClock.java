package dev.sagfleet.simulator.simtest;

import dev.sagfleet.simulator.virtual.VirtualTime;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.time.Duration;
import java.time.InstantSource;

/** A wall clock that somebody sets forth and back. */
final class SteppingClock implements VirtualWorld.Clock {
    private Duration offset = Duration.ZERO;

    @Override
    public InstantSource of(VirtualTime time) {
        return () -> time.instant().plus(offset);
    }

    /** Sets it forth, or back if that is less than nothing. */
    void step(long nanos) {
        offset = offset.plusNanos(nanos);
    }
}
