package dev.sagfleet.simulator.report;

import dev.sagfleet.simulator.text.SpanText;
import java.time.Duration;
import java.util.Locale;

/** What the numbers of a chart are counted in. All of them are whole, so that they are the same on every machine. */
public enum Unit {
    DEVICES("devices"),
    RUNS("rehearsals"),
    /** Thousandths, shown as a percentage. */
    MILLE("%"),
    BITS_PER_SECOND("Mbit/s"),
    /** Milliseconds, shown as a span of time. */
    SPAN("time from the start"),
    /** Of no unit. */
    NUMBER("");

    private static final double BITS_PER_MEGABIT = 1e6;
    private static final double PER_PERCENT = 10;

    private final String label;

    Unit(String label) {
        this.label = label;
    }

    /** As it stands at an axis. */
    String label() {
        return label;
    }

    /** A number in it, with its unit where that is not plain from the place. */
    String text(long number) {
        return switch (this) {
            case DEVICES, RUNS, NUMBER -> String.format(Locale.ROOT, "%,d", number);
            case MILLE -> String.format(Locale.ROOT, "%.1f %%", number / PER_PERCENT);
            case BITS_PER_SECOND -> String.format(Locale.ROOT, "%,.1f Mbit/s", number / BITS_PER_MEGABIT);
            case SPAN -> SpanText.of(Duration.ofMillis(number));
        };
    }
}
