package dev.sagfleet.simulator.rehearsal;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Times as {@link Instant#toString} writes them, from 1970 to 9999: one after the other, so that the date is the same as
 * before most of the time.
 */
final class TimeText {
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final StringBuilder text = new StringBuilder();
    private long day = Long.MIN_VALUE;
    private String date = "";

    String of(Instant time) {
        long ofDay = Math.floorDiv(time.getEpochSecond(), SECONDS_PER_DAY);
        if (ofDay != day) {
            day = ofDay;
            date = LocalDate.ofEpochDay(day) + "T";
        }
        int second = (int) (time.getEpochSecond() - day * SECONDS_PER_DAY);
        text.setLength(0);
        text.append(date);
        pair(second / (SECONDS_PER_MINUTE * SECONDS_PER_MINUTE));
        text.append(':');
        pair(second / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE);
        text.append(':');
        pair(second % SECONDS_PER_MINUTE);
        fraction(time.getNano());
        return text.append('Z').toString();
    }

    private void pair(int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** In groups of three digits, as many as it takes. */
    private void fraction(int nanos) {
        if (nanos == 0) {
            return;
        }
        text.append('.');
        int unit = nanos % NANOS_PER_MILLI == 0 ? NANOS_PER_MILLI : nanos % NANOS_PER_MICRO == 0 ? NANOS_PER_MICRO : 1;
        for (int divisor = NANOS_PER_SECOND / 10; divisor >= unit; divisor /= 10) {
            text.append((char) ('0' + nanos / divisor % 10));
        }
    }
}
