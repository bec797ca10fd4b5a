package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.simulator.time.Seed;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileTest {
    private static long[] upTo(int count) {
        return LongStream.rangeClosed(1, count).toArray();
    }

    /** The ranks are those of the tables of order statistics. */
    @ParameterizedTest
    @CsvSource({"100, 50, 50, 40, 61", "100, 90, 90, 84, 96", "20, 50, 10, 6, 15", "200, 90, 180, 171, 189"})
    void theIntervalLiesBetweenTheRanksOfTheTables(int count, int percent, long value, long low, long high) {
        assertThat(Quantile.of(upTo(count), Fraction.ofPercent(percent))).isEqualTo(new Quantile(value, low, high));
    }

    @Test
    void tooFewRunsHaveNoBound() {
        Quantile found = Quantile.of(new long[] {5, 3, 4}, Fraction.ofPercent(90));

        assertThat(found.value()).isEqualTo(5);
        assertThat(found.high()).isEqualTo(Figure.NEVER);
        assertThat(Quantile.of(new long[] {5, 3, 4}, Fraction.ofPercent(10)).low())
                .isEqualTo(Quantile.UNBOUNDED_BELOW);
        assertThatThrownBy(() -> Quantile.of(new long[0], Fraction.ONE)).hasMessageContaining("expected: 1 or more");
    }

    /** One less than is needed leaves the interval without that end, and as many give it one. */
    @Test
    void howManyItTakesForABoundIsKnownBefore() {
        for (int percent : new int[] {1, 5, 10, 37, 50, 63, 90, 95, 99}) {
            Fraction share = Fraction.ofPercent(percent);
            int low = Quantile.drawnForLow(share);
            int high = Quantile.drawnForHigh(share);

            assertThat(Quantile.of(new long[low], share).low())
                    .as("%d %%", percent)
                    .isZero();
            assertThat(Quantile.of(new long[high], share).high())
                    .as("%d %%", percent)
                    .isZero();
            if (low > 1) {
                assertThat(Quantile.of(new long[low - 1], share).low())
                        .as("%d %%", percent)
                        .isEqualTo(Quantile.UNBOUNDED_BELOW);
            }
            if (high > 1) {
                assertThat(Quantile.of(new long[high - 1], share).high())
                        .as("%d %%", percent)
                        .isEqualTo(Figure.NEVER);
            }
        }
        assertThat(Quantile.drawnForHigh(Fraction.ofPercent(95))).isEqualTo(72);
    }

    /** Of 2,000 samples of 60 even numbers below a million, with seed 11. */
    @Test
    void theIntervalCoversTheTrueQuantile95TimesOfAHundred() {
        var seed = new Seed(11);
        int samples = 2_000;
        int covered = 0;
        for (int sample = 0; sample < samples; sample++) {
            var random = seed.at(sample).stream("sample");
            long[] drawn = random.longs(60, 0, 1_000_000).toArray();
            Quantile found = Quantile.of(drawn, Fraction.ofPercent(90));
            covered += found.low() <= 900_000 && 900_000 <= found.high() ? 1 : 0;
        }

        assertThat(covered / (double) samples).isGreaterThanOrEqualTo(0.95).isLessThan(1);
    }
}
