package dev.sagfleet.simulator.rehearsal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A key of a rollout file and the values that it takes in turn: {@code waves[0].count=5,20,50} or
 * {@code halt.failures=1%..10%:4}.
 *
 * @param path of the key
 * @param values 1 or more, each once
 */
public record Variation(String path, List<String> values) {
    /** What {@link #parse} takes, for a person. */
    public static final String FORM =
            "PATH=VALUE,VALUE or PATH=FROM..TO:STEPS, as waves[0].count=5,20,50 or halt.failures=1%..10%:4";

    /** Points that one number may take. */
    public static final int STEPS_MAX = 200;

    private static final int STEPS_DEFAULT = 5;
    private static final int DECIMALS_MAX = 6;
    private static final String NUMBER = "([0-9]{1,9}(?:\\.[0-9]{1,6})?)";
    private static final Pattern RANGE =
            Pattern.compile(NUMBER + "( ?[A-Za-z%/]*)\\.\\." + NUMBER + "( ?[A-Za-z%/]*)(?::([0-9]{1,6}))?");

    /** A value of a list: in quotes it may have commas and dots in it. */
    private static final Pattern ITEM = Pattern.compile("\\s*(?:\"([^\"]*)\"|([^\",]*))\\s*(?:,|$)");

    public Variation {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values: none (expected: 1 or more)");
        }
    }

    /**
     * What a text means.
     *
     * @throws IllegalArgumentException if it means nothing
     */
    public static Variation parse(String text) {
        int at = text.indexOf('=');
        if (at < 1 || text.substring(at + 1).isBlank()) {
            throw new IllegalArgumentException(text + " (expected: " + FORM + ')');
        }
        String told = text.substring(at + 1).strip();
        Matcher range = RANGE.matcher(told);
        boolean isRange =
                range.matches() && range.group(2).strip().equals(range.group(4).strip());
        List<String> values = isRange ? range(range) : list(told);
        if (values.stream().distinct().count() != values.size()) {
            throw new IllegalArgumentException(told + " (expected: each value once)");
        }
        return new Variation(text.substring(0, at).strip(), values);
    }

    private static List<String> list(String text) {
        List<String> values = new ArrayList<>();
        Matcher item = ITEM.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!item.find(at) || item.start() != at) {
                throw new IllegalArgumentException(text + " (expected: " + FORM + ')');
            }
            String value = Optional.ofNullable(item.group(1))
                    .or(() -> Optional.ofNullable(item.group(2)))
                    .orElse("")
                    .strip();
            if (value.isEmpty()) {
                throw new IllegalArgumentException(text + " (expected: a value before and after each comma)");
            }
            values.add(value);
            at = item.end();
        }
        if (text.endsWith(",")) {
            throw new IllegalArgumentException(text + " (expected: a value before and after each comma)");
        }
        return values;
    }

    /** Even steps, both ends included; whole numbers stay whole, but for percentages. */
    private static List<String> range(Matcher range) {
        BigDecimal from = new BigDecimal(range.group(1));
        BigDecimal to = new BigDecimal(range.group(3));
        int steps = Optional.ofNullable(range.group(5)).map(Integer::parseInt).orElse(STEPS_DEFAULT);
        if (steps < 2 || steps > STEPS_MAX) {
            throw new IllegalArgumentException("steps: " + steps + " (expected: 2 to " + STEPS_MAX + ')');
        }
        boolean isWhole =
                from.scale() == 0 && to.scale() == 0 && !range.group(2).contains("%");
        int decimals = isWhole ? 0 : DECIMALS_MAX;
        BigDecimal span = to.subtract(from);
        return IntStream.range(0, steps)
                .mapToObj(step -> from.add(span.multiply(BigDecimal.valueOf(step))
                        .divide(BigDecimal.valueOf(steps - 1L), decimals, RoundingMode.HALF_UP)))
                .map(value -> value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros())
                .map(value -> value.toPlainString() + range.group(2))
                .distinct()
                .toList();
    }
}
