package dev.sagfleet.controller.firmware;

import java.time.Duration;

/**
 * When devices that were turned away are to come again: one after the other, as fast as what goes out can carry them. At
 * {@link #MAX} it is no longer the turn that counts, and they are spread over the second half of that time, so that those
 * who were turned away at once do not come back at once.
 */
final class Backlog {
    /** Nobody is sent away for less. */
    static final Duration MIN = Duration.ofSeconds(2);

    /** Nor for longer. */
    static final Duration MAX = Duration.ofMinutes(5);

    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;
    private static final long BITS_PER_BYTE = 8;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final long bitsPerSecond;
    private long emptyAtNanos;
    private boolean isKnown;
    private long turnedAway;

    /** @param bitsPerSecond that it is carried off with */
    Backlog(long bitsPerSecond) {
        this.bitsPerSecond = bitsPerSecond;
    }

    /** Something is carried from now on. */
    void carries(long bytes, long nowNanos) {
        add(bytes, nowNanos);
    }

    /** Something is to be carried, and cannot be yet. */
    Duration turnsAway(long bytes, long nowNanos) {
        long waitNanos = Math.max(MIN.toNanos(), isKnown ? emptyAtNanos - nowNanos : 0);
        add(bytes, nowNanos);
        turnedAway++;
        return waitNanos < MAX.toNanos() ? Duration.ofNanos(waitNanos) : spread();
    }

    private Duration spread() {
        long half = MAX.toNanos() / 2;
        return Duration.ofNanos(half + Math.floorMod((turnedAway * GOLDEN_GAMMA) >>> 1, half));
    }

    private void add(long bytes, long nowNanos) {
        long beginsNanos = isKnown ? Math.max(emptyAtNanos, nowNanos) : nowNanos;
        long takesNanos = bytes * BITS_PER_BYTE * MICROS_PER_SECOND / bitsPerSecond * NANOS_PER_MICRO;
        emptyAtNanos = Math.min(beginsNanos + takesNanos, nowNanos + MAX.toNanos());
        isKnown = true;
    }
}
