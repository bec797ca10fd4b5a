package dev.sagfleet.simulator.text;

import java.util.Locale;

/** How fast something went, for a person. */
public final class RateText {
    private static final double NANOS_PER_SECOND = 1e9;

    /** How many calls were made in how long, and how many of them did not succeed. */
    public static String of(int calls, int failures, long nanos) {
        double seconds = Math.max(1, nanos) / NANOS_PER_SECOND;
        return String.format(
                Locale.ROOT,
                "%d calls in %.2f s, %.0f a second; %d did not succeed",
                calls,
                seconds,
                calls / seconds,
                failures);
    }

    private RateText() {}
}
