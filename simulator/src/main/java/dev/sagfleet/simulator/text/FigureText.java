package dev.sagfleet.simulator.text;

import dev.sagfleet.simulator.rehearsal.Figure;
import java.time.Duration;
import java.util.Locale;

/** Figures of rehearsals for a person. */
public final class FigureText {
    private static final double BITS_PER_MEGABIT = 1e6;
    private static final double MILLIS_AN_HOUR = 3_600_000;

    /** So much has two digits before the point, and needs none behind it. */
    private static final int PLAIN_FROM = 10;

    /** What it is called, with the unit of its numbers where they do not bring it. */
    public static String label(Figure figure) {
        return switch (figure.unit()) {
            case TIME, DEVICES -> figure.label();
            case BITS_PER_SECOND -> figure.label() + ", Mbit/s";
            case DEVICE_TIME -> figure.label() + ", device hours";
        };
    }

    /** A value in the unit of its label; of times {@code never} where it did not come about. */
    public static String of(Figure.Unit unit, long value) {
        return switch (unit) {
            case TIME -> value == Figure.NEVER ? "never" : SpanText.of(Duration.ofMillis(value));
            case DEVICES -> String.format(Locale.ROOT, "%,d", value);
            case BITS_PER_SECOND -> number(value / BITS_PER_MEGABIT);
            case DEVICE_TIME -> deviceHours(value);
        };
    }

    /** Hours of many devices together, from milliseconds. */
    static String deviceHours(long millis) {
        return number(millis / MILLIS_AN_HOUR);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == 0 || value >= PLAIN_FROM ? "%,.0f" : "%.2f", value);
    }

    private FigureText() {}
}
