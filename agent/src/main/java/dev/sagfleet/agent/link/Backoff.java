package dev.sagfleet.agent.link;

import java.time.Duration;

/**
 * How long to wait before connecting again: doubling from one duration to another, with up to half taken
 * off at random, so that a fleet that lost its controller does not come back at once. A device draws once for a row of
 * failures.
 *
 * @param first after one failure, before anything is taken off; more than 0
 * @param max after many
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">equal jitter</a>
 */
public record Backoff(Duration first, Duration max) {
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** A session of this length ends a row of failures. */
    static final Duration LASTING = Duration.ofMinutes(1);

    private static final int DOUBLINGS_MAX = 20;

    public Backoff {
        if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "backoff: " + first + " to " + max + " (expected: more than 0, and not less than that)");
        }
    }

    /**
     * How many failures in a row there are once a session has ended: one that was short is a failure as well.
     *
     * @param before how many there were when it began; 0 or more
     * @return 1 or more
     */
    public static int failuresAfter(int before, long sessionNanos) {
        return sessionNanos >= LASTING.toNanos() ? 1 : before + 1;
    }

    /**
     * The wait after so many failures in a row.
     *
     * @param failures 1 or more
     * @param drawn how much of the half is taken off; from 0 to less than 1, drawn by each device for itself
     * @return between half of {@code first} and {@code max}
     */
    public Duration delayAfter(int failures, double drawn) {
        int doublings = Math.min(failures - 1, DOUBLINGS_MAX);
        // Shifted to the right, so that it cannot overflow.
        boolean isLongest = first.toNanos() > max.toNanos() >> doublings;
        long fullNanos = isLongest ? max.toNanos() : first.toNanos() << doublings;
        long halfNanos = fullNanos / 2;
        return Duration.ofNanos(fullNanos - (long) (halfNanos * drawn));
    }

    /**
     * The wait likewise, where the controller may have asked for one: then it is not shorter than that, and up to twice
     * as long at random, so that devices which were turned away together do not come back together.
     *
     * @param asked zero if it asked for none
     * @param drawnLonger how much longer than that; drawn likewise
     */
    public Duration delayAfter(int failures, double drawn, Duration asked, double drawnLonger) {
        Duration own = delayAfter(failures, drawn);
        if (asked.isZero()) {
            return own;
        }
        Duration spread = Duration.ofNanos(asked.toNanos() + (long) (asked.toNanos() * drawnLonger));
        return own.compareTo(spread) > 0 ? own : spread;
    }
}
