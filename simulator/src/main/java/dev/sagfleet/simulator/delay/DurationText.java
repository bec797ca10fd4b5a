package dev.sagfleet.simulator.delay;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number of {@code ms}, {@code s} or {@code m}, or {@code 0}. */
public final class DurationText {
    /** What {@link #parse} takes, for a person. */
    public static final String FORM = "0 or a whole number of ms, s or m, as 250ms";

    private static final Pattern PATTERN = Pattern.compile("0|([1-9][0-9]{0,8})(ms|s|m)");
    private static final long SECOND_MILLIS = 1000;
    private static final long MINUTE_MILLIS = 60_000;

    public static Optional<Duration> parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(1) == null
                        ? Duration.ZERO
                        : Duration.ofMillis(Long.parseLong(matcher.group(1)) * unitMillis(matcher.group(2))));
    }

    /** In the largest unit of which it is a whole number; what is below a millisecond is left out. */
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0";
        }
        if (millis % MINUTE_MILLIS == 0) {
            return millis / MINUTE_MILLIS + "m";
        }
        return millis % SECOND_MILLIS == 0 ? millis / SECOND_MILLIS + "s" : millis + "ms";
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case "m" -> MINUTE_MILLIS;
            case "s" -> SECOND_MILLIS;
            default -> 1;
        };
    }

    private DurationText() {}
}
