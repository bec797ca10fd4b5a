package dev.sagfleet.controller.rolloutimport;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rolloutfile.PercentText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * How much of all has been given out, when each takes its part of what is left.
 *
 * @param rest what is left of 1, exactly
 */
record Share(BigDecimal rest) {
    static final Share NOTHING = new Share(BigDecimal.ONE);

    /** What a fraction can have. */
    private static final int DECIMALS = 9;

    /** With so many percent of the rest. */
    Share plusOfRest(BigDecimal percent) {
        return new Share(rest.multiply(BigDecimal.valueOf(100).subtract(percent))
                .movePointLeft(2)
                .stripTrailingZeros());
    }

    /** As a fraction, rounded up to the ninth decimal. */
    Fraction part() {
        BigDecimal given = BigDecimal.ONE.subtract(rest).setScale(DECIMALS, RoundingMode.CEILING);
        BigInteger parts = given.unscaledValue();
        return new Fraction(parts.longValueExact(), BigInteger.TEN.pow(DECIMALS).longValueExact());
    }

    @Override
    public String toString() {
        return PercentText.of(part());
    }
}
