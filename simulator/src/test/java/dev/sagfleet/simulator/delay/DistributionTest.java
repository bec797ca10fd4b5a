package dev.sagfleet.simulator.delay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sagfleet.simulator.delay.Distribution.Fixed;
import dev.sagfleet.simulator.delay.Distribution.LogNormal;
import dev.sagfleet.simulator.delay.Distribution.Uniform;
import dev.sagfleet.simulator.time.Seed;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {
    private static final Duration MEDIAN = Duration.ofMillis(80);
    private static final Duration P99 = Duration.ofMillis(400);
    private static final Distribution LOG_NORMAL = new LogNormal(MEDIAN, P99);
    private static final double QUANTILE_MAX = 1 - 0x1.0p-53;
    private static final int DRAWS = 100_000;

    static Stream<Distribution> distributions() {
        return Stream.of(
                new Fixed(Duration.ZERO),
                new Fixed(MEDIAN),
                new Uniform(Duration.ZERO, Distribution.LONGEST),
                new Uniform(MEDIAN, MEDIAN),
                LOG_NORMAL,
                new LogNormal(MEDIAN, MEDIAN),
                new LogNormal(Duration.ofMillis(1), Distribution.LONGEST));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void aHigherQuantileIsNeverLessTimeAndTheEndsAreBounded(Distribution distribution) {
        assertThat(distribution.nanos(0)).isNotNegative();
        assertThat(distribution.nanos(QUANTILE_MAX))
                .isLessThanOrEqualTo(LogNormal.CAP * Distribution.LONGEST.toNanos());
        assertThat(LongStream.rangeClosed(0, DRAWS)
                        .map(i -> distribution.nanos(Math.min(QUANTILE_MAX, (double) i / DRAWS)))
                        .boxed())
                .isSorted();
    }

    @Test
    void aUniformDelayIsAnythingInBetween() {
        var uniform = new Uniform(Duration.ofMillis(10), Duration.ofMillis(40));

        assertThat(sorted(uniform)[0]).isBetween(10_000_000L, 10_010_000L);
        assertThat(sorted(uniform)[DRAWS / 2]).isCloseTo(25_000_000, within(300_000L));
        assertThat(sorted(uniform)[DRAWS - 1]).isBetween(39_990_000L, 40_000_000L);
    }

    @Test
    void aLogNormalDelayHasItsMedianAndItsTail() {
        long[] sorted = sorted(LOG_NORMAL);

        assertThat(sorted[DRAWS / 2]).isCloseTo(MEDIAN.toNanos(), within(MEDIAN.toNanos() / 50));
        assertThat(sorted[DRAWS * 99 / 100]).isCloseTo(P99.toNanos(), within(P99.toNanos() / 20));
        assertThat(LOG_NORMAL.nanos(0.5)).isCloseTo(MEDIAN.toNanos(), within(1L));
        assertThat(LOG_NORMAL.nanos(0.99)).isCloseTo(P99.toNanos(), within(1L));
    }

    @Test
    void theHighestQuantileIsThriceTheTail() {
        assertThat(LOG_NORMAL.nanos(QUANTILE_MAX)).isEqualTo(3 * P99.toNanos());
    }

    @Test
    void delaysAreTheSameInEveryReleaseAndOnEveryMachine() {
        assertThat(LOG_NORMAL.nanos(0.001)).isEqualTo(9_432_024);
        assertThat(LOG_NORMAL.nanos(0.25)).isEqualTo(50_168_844);
        assertThat(LOG_NORMAL.nanos(0.9999)).isEqualTo(1_048_331_081);
        assertThat(new Uniform(MEDIAN, P99).nanos(0.3)).isEqualTo(176_000_000);
    }

    @Test
    void theyAreWrittenAsInAFleetFile() {
        assertThat(new Fixed(Duration.ZERO)).hasToString("0");
        assertThat(new Fixed(Duration.ofMillis(1500))).hasToString("1500ms");
        assertThat(new Uniform(Duration.ofSeconds(2), Duration.ofMinutes(3))).hasToString("{from: 2s, to: 3m}");
        assertThat(LOG_NORMAL).hasToString("{median: 80ms, p99: 400ms}");
    }

    @Test
    void whatIsNoDelayCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fixed(Duration.ofMillis(-1)))
                .withMessage("duration: PT-0.001S (expected: PT0S to PT1H)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fixed(Duration.ofMinutes(61)))
                .withMessageContaining("PT1H1M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Uniform(P99, MEDIAN))
                .withMessageContaining("to: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogNormal(Duration.ZERO, P99))
                .withMessageContaining("median: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogNormal(P99, MEDIAN))
                .withMessageContaining("p99: ");
    }

    private static long[] sorted(Distribution distribution) {
        Seed seed = new Seed(7);
        return LongStream.range(0, DRAWS)
                .map(attempt -> distribution.nanos(seed.fraction("boot", attempt)))
                .sorted()
                .toArray();
    }
}
