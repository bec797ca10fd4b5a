package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.rollout.Fraction;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Exact percentages as people write them: {@code 95%}, {@code 12.5%}, and {@code 100/3%} for a third. */
public final class PercentText {
    static final String EXPECTED = "a percentage from 0% to 100%, as 95%, 12.5% or 100/3%";

    private static final Pattern RATIO = Pattern.compile("([0-9]{1,11})/([1-9][0-9]{0,8})");
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);
    private static final String SIGN = "%";

    /** A percentage without its sign; nothing if it is none, or is not as exact as a fraction can be. */
    static Optional<Fraction> parseNumber(String text) {
        try {
            Matcher ratio = RATIO.matcher(text);
            return Optional.of(ratio.matches() ? fraction(ratio) : Fraction.parse(text + SIGN));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Fraction fraction(Matcher ratio) {
        BigInteger numerator = new BigInteger(ratio.group(1));
        BigInteger denominator = new BigInteger(ratio.group(2)).multiply(HUNDRED);
        BigInteger divisor = numerator.gcd(denominator);
        return new Fraction(
                numerator.divide(divisor).longValueExact(),
                denominator.divide(divisor).longValueExact());
    }

    static Optional<Fraction> parse(String text) {
        return text.endsWith(SIGN)
                ? parseNumber(text.substring(0, text.length() - 1).stripTrailing())
                : Optional.empty();
    }

    static Fraction read(YamlValue value) {
        return value.choice(PercentText::parse, EXPECTED);
    }

    /** One of more than 0 %. */
    static Fraction readSome(YamlValue value) {
        return value.choice(
                text -> parse(text).filter(fraction -> fraction.numerator() > 0),
                "a percentage of more than 0% to 100%, as 95%, 12.5% or 100/3%");
    }

    /** With its sign: {@code 12.5%}, {@code 100/3%}. */
    public static String of(Fraction fraction) {
        return number(fraction) + SIGN;
    }

    /** Without it. */
    static String number(Fraction fraction) {
        String decimal = fraction.toString();
        if (decimal.endsWith(SIGN)) {
            return decimal.substring(0, decimal.length() - 1);
        }
        long divisor = HUNDRED.gcd(BigInteger.valueOf(fraction.denominator())).longValueExact();
        return fraction.numerator() * (100 / divisor) + "/" + fraction.denominator() / divisor;
    }

    private PercentText() {}
}
