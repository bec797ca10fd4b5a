package dev.sagfleet.controller.rollout;

/**
 * The clock of a phase.
 *
 * @param sinceMillis when it last began to run, in milliseconds since 1970; of {@link Phase#AWAY} on the clock that stands
 *     while the rollout is held; of a member that has succeeded, when it has
 * @param spentMillis what it had run before that
 * @param dueMillis when it must be looked at; {@link #NEVER} if nothing is due
 */
public record PhaseClock(long sinceMillis, long spentMillis, long dueMillis) {
    /** The end of time. */
    public static final long NEVER = 1L << 53;

    static final PhaseClock STANDING = new PhaseClock(0, 0, NEVER);

    /** One that stands, of a phase that goes on later. */
    static PhaseClock stopped(long spentMillis) {
        return new PhaseClock(0, spentMillis, NEVER);
    }

    /** One that only tells since when something is so. */
    static PhaseClock since(long millis) {
        return new PhaseClock(millis, 0, NEVER);
    }

    /** One that only tells when a wait is over. */
    PhaseClock until(long dueMillis) {
        return new PhaseClock(0, spentMillis, dueMillis);
    }
}
