package dev.sagfleet.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FractionTest {
    @Test
    @DisplayName("R9: 1 of 10 is not below 10 %, and 4 of 5 do not reach 90 %")
    void countsAreComparedExactly() {
        assertThat(Fraction.ofPercent(10).isReachedBy(1, 10)).isTrue();
        assertThat(Fraction.ofPercent(90).isReachedBy(4, 5)).isFalse();
        assertThat(Fraction.parse("33.3%").isReachedBy(333, 1000)).isTrue();
        assertThat(Fraction.parse("33.3%").isReachedBy(1, 3)).isTrue();
        assertThat(Fraction.parse("33.4%").isReachedBy(1, 3)).isFalse();
    }

    @Test
    void percentagesAreReadExactlyAndWrittenAsTheyWere() {
        assertThat(Fraction.parse("12.5%")).isEqualTo(new Fraction(1, 8)).hasToString("12.5%");
        assertThat(Fraction.parse("0.05 %")).hasToString("0.05%");
        assertThat(Fraction.parse("100%")).isEqualTo(Fraction.ONE).hasToString("100%");
        assertThat(Fraction.parse("0%")).isEqualTo(Fraction.ZERO).hasToString("0%");
        assertThat(new Fraction(1, 3)).hasToString("1/3");
    }

    @Test
    void whatIsNoPercentageIsRefused() {
        for (String text : new String[] {"", "%", "101%", "100.1%", "-1%", "5", "1e2%", "5.%", "0.00000001%"}) {
            assertThatThrownBy(() -> Fraction.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void ceilingAndComparisonAgreeWithDecimalArithmetic() {
        long seed = 20_261_128;
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long denominator = random.nextLong(1, 1_000_000_001);
            var fraction = new Fraction(random.nextLong(0, denominator + 1), denominator);
            long whole = random.nextLong(0, Fraction.COUNT_MAX + 1);
            long count = random.nextLong(0, whole + 1);
            var exact = new BigDecimal(fraction.numerator()).multiply(new BigDecimal(whole));
            var ceiling = exact.divide(new BigDecimal(fraction.denominator()), 0, RoundingMode.CEILING);

            assertThat(fraction.ceilingOf(whole)).as("seed %d", seed).isEqualTo(ceiling.longValueExact());
            assertThat(fraction.isReachedBy(count, whole))
                    .as("seed %d", seed)
                    .isEqualTo(count >= ceiling.longValueExact());
        }
    }
}
