package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.controller.document.YamlValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations of rollouts as people write them: a whole number of {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}. */
public final class SpanText {
    /** Longer than any rollout. */
    static final Duration LONGEST = Duration.ofDays(3650);

    private static final Pattern FORM = Pattern.compile("0|([1-9][0-9]{0,8})(ms|s|m|h|d)");
    private static final List<Unit> UNITS = List.of(
            new Unit("d", 86_400_000L),
            new Unit("h", 3_600_000L),
            new Unit("m", 60_000L),
            new Unit("s", 1_000L),
            new Unit("ms", 1L));

    private record Unit(String name, long millis) {}

    /** Nothing if it is no duration. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        if (matcher.group(1) == null) {
            return Optional.of(Duration.ZERO);
        }
        long unit = UNITS.stream()
                .filter(it -> it.name().equals(matcher.group(2)))
                .mapToLong(Unit::millis)
                .sum();
        return Optional.of(Duration.ofMillis(Long.parseLong(matcher.group(1)) * unit));
    }

    /** In the largest unit of which it is a whole number; what is below a millisecond is left out. */
    public static String of(Duration span) {
        long millis = span.toMillis();
        return UNITS.stream()
                .filter(unit -> millis >= unit.millis() && millis % unit.millis() == 0)
                .findFirst()
                .map(unit -> millis / unit.millis() + unit.name())
                .orElse("0");
    }

    static Duration read(YamlValue value, Duration least) {
        return value.choice(
                text -> parse(text).filter(span -> isWithin(span, least)),
                "a duration from " + of(least) + " to " + of(LONGEST) + ", as 90m, 12h or 3d");
    }

    static boolean isWithin(Duration span, Duration least) {
        return span.compareTo(least) >= 0 && span.compareTo(LONGEST) <= 0;
    }

    private SpanText() {}
}
