package dev.sagfleet.controller.rollout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a whole, from 0 to 1, kept exactly and in lowest terms: 12.5 % is 1/8. Counts are compared with it in whole
 * numbers, so 1 of 10 is not below 10 %.
 *
 * @param numerator 0 to the denominator
 * @param denominator 1 to 10^9
 */
public record Fraction(long numerator, long denominator) {
    /** The largest count that is compared with a fraction; no product of the two overflows. */
    public static final long COUNT_MAX = 1_000_000_000;

    public static final Fraction ZERO = new Fraction(0, 1);
    public static final Fraction ONE = new Fraction(1, 1);

    /** What {@link #parse} takes, for a person. */
    public static final String FORM = "a percentage from 0% to 100%, with up to 7 decimals, as 12.5%";

    private static final long DENOMINATOR_MAX = 1_000_000_000;
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})(?:\\.([0-9]{1,7}))? ?%");

    public Fraction {
        if (denominator < 1 || denominator > DENOMINATOR_MAX || numerator < 0 || numerator > denominator) {
            throw new IllegalArgumentException(
                    "fraction: " + numerator + '/' + denominator + " (expected: 0 to 1, of at most 10^9 parts)");
        }
        long divisor = greatestCommonDivisor(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    /** So many hundredths. */
    public static Fraction ofPercent(long percent) {
        return new Fraction(percent, 100);
    }

    /**
     * The fraction that is written as {@code 95%} or {@code 0.05 %}.
     *
     * @throws IllegalArgumentException if it is not as {@link #FORM} says
     */
    public static Fraction parse(String text) {
        Matcher matcher = PERCENT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("percentage: " + text + " (expected: " + FORM + ')');
        }
        String decimals = matcher.group(2) == null ? "" : matcher.group(2);
        long whole = 100;
        for (int i = 0; i < decimals.length(); i++) {
            whole *= 10;
        }
        long parts = Long.parseLong(matcher.group(1) + decimals);
        if (parts > whole) {
            throw new IllegalArgumentException("percentage: " + text + " (expected: " + FORM + ')');
        }
        return new Fraction(parts, whole);
    }

    /** Whether a count is this part of a whole, or more: {@code count / whole >= this}. Of nothing it always is. */
    public boolean isReachedBy(long count, long whole) {
        return requireCount(count) * denominator >= requireCount(whole) * numerator;
    }

    /** The least whole number that is this part of a count: 10 % of 7 is 1. */
    public long ceilingOf(long count) {
        return Math.floorDiv(requireCount(count) * numerator + denominator - 1, denominator);
    }

    private static long requireCount(long count) {
        if (count < 0 || count > COUNT_MAX) {
            throw new IllegalArgumentException("count: " + count + " (expected: 0 to " + COUNT_MAX + ')');
        }
        return count;
    }

    private static long greatestCommonDivisor(long left, long right) {
        return right == 0 ? left : greatestCommonDivisor(right, left % right);
    }

    /** As a percentage, exactly where it has few decimals: {@code 12.5%}; else as a fraction, as {@code 1/3}. */
    @Override
    public String toString() {
        long scale = DENOMINATOR_MAX;
        if (scale % denominator != 0) {
            return numerator + "/" + denominator;
        }
        String digits = Long.toString(numerator * (scale / denominator) + scale * 10);
        String decimals = digits.substring(4).replaceAll("0+$", "");
        String whole = digits.substring(1, 4).replaceFirst("^0{1,2}", "");
        return whole + (decimals.isEmpty() ? "" : "." + decimals) + '%';
    }
}
