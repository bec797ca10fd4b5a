package dev.sagfleet.simulator.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Times at which there are numbers: the first a step after the beginning.
 *
 * @param stepMillis between two of them
 * @param count 1 or more
 */
public record TimeAxis(Instant begin, long stepMillis, int count) {
    /** Rows of a table that somebody may still want to read. */
    private static final int ROWS_MAX = 25;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    public TimeAxis {
        if (stepMillis < 1 || count < 1) {
            throw new IllegalArgumentException(
                    "stepMillis, count: " + stepMillis + ", " + count + " (expected: 1 or more)");
        }
    }

    /** One of the times, from 0. */
    String text(int at) {
        return text(begin.plusMillis(stepMillis * (at + 1)));
    }

    /** A time of UTC, to the minute. */
    static String text(Instant time) {
        return MINUTE.format(time);
    }

    /** A few of the times, evenly apart, the last one among them. */
    IntStream few() {
        int each = (count + ROWS_MAX - 1) / ROWS_MAX;
        return IntStream.range(0, count).filter(at -> (count - 1 - at) % each == 0);
    }
}
