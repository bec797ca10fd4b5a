package dev.sagfleet.controller.rollout;

import java.time.Duration;

/** What a duration in a policy may be. */
final class Spans {
    /** Longer than any rollout. */
    static final Duration MAX = Duration.ofDays(3650);

    /** The same, if it is in this range. */
    static Duration require(Duration span, Duration least, String name) {
        if (span.compareTo(least) < 0 || span.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(name + ": " + span + " (expected: " + least + " to " + MAX + ')');
        }
        return span;
    }

    private Spans() {}
}
