package dev.sagfleet.simulator.text;

import java.time.Duration;

/** Durations for a person who wants to know how long it takes, not how long to the second. */
public final class SpanText {
    /** In its two largest units: {@code 1d 6h}, {@code 6m 9s}; {@code 0} for less than a second. */
    public static String of(Duration span) {
        if (span.toDays() > 0) {
            return two(span.toDays(), "d", span.toHoursPart(), "h");
        }
        if (span.toHours() > 0) {
            return two(span.toHours(), "h", span.toMinutesPart(), "m");
        }
        if (span.toMinutes() > 0) {
            return two(span.toMinutes(), "m", span.toSecondsPart(), "s");
        }
        return span.toSeconds() == 0 ? "0" : span.toSeconds() + "s";
    }

    private static String two(long large, String largeUnit, int small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }

    private SpanText() {}
}
