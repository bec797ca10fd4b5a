package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.link.Backoff;
import java.time.Duration;

/** Whether a device is to connect, when, how often it has, and how often in a row that came to nothing. */
final class Attempts {
    private boolean isWanted;
    private int ended;
    private int failures;
    /** With which connection the row of failures began. */
    private int rowBegan;
    /** When it is to connect; once it is in session, since when it is. */
    private long atNanos;

    /** From now on it is to connect, and whenever its connection ends, or to stay away. */
    void want(boolean wanted) {
        isWanted = wanted;
    }

    boolean isWanted() {
        return isWanted;
    }

    boolean isWantedBy(long nowNanos) {
        return isWanted && nowNanos - atNanos >= 0;
    }

    void planAt(long nanos) {
        atNanos = nanos;
    }

    long plannedNanos() {
        return atNanos;
    }

    /** How far into its intervals this connection is to begin, so that not all devices do what is regular at once. */
    double phase(Chance chance) {
        return chance.fraction(DrawPoint.TELEMETRY, ended);
    }

    /** What it failed at before counts no more. */
    void beginAnew() {
        failures = 0;
    }

    void inSession(long nowNanos) {
        atNanos = nowNanos;
    }

    /**
     * How long it stays away now that its connection has ended, or could not be made.
     *
     * @param wasInSession whether it had come so far
     * @param retryAfter how long the controller asks it to; zero if it asks nothing
     */
    Duration pause(boolean wasInSession, long nowNanos, Duration retryAfter, Backoff backoff, Chance chance) {
        failures = wasInSession ? Backoff.failuresAfter(failures, nowNanos - atNanos) : failures + 1;
        int attempt = ended++;
        if (failures == 1) {
            rowBegan = attempt;
        }
        // One draw for the whole row: were each pause drawn anew, most devices of a fleet would come back at about the
        // same
        // time, and those who just missed it much later.
        return backoff.delayAfter(
                failures,
                chance.fraction(DrawPoint.BACKOFF, rowBegan),
                retryAfter,
                chance.fraction(DrawPoint.RETRY_AFTER, attempt));
    }
}
