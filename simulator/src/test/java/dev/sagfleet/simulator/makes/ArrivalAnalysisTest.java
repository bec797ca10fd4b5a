package dev.sagfleet.simulator.makes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** At 8 Mbit/s, which is 1,000 bytes each millisecond. */
class ArrivalAnalysisTest {
    private static final Bandwidth RATE = Bandwidth.ofMegabits(8);
    private static final long START = Long.MAX_VALUE - 1_000;
    private static final Duration WINDOW = Duration.ofMillis(100);

    private final Arrivals arrivals = new Arrivals();

    /** The clock may start anywhere, and passes the largest number soon after this. */
    private static void arrive(Arrivals arrivals, double millis, long bytes) {
        arrivals.add(START + Math.round(millis * 1e6), bytes);
    }

    private void arrive(double millis, long bytes) {
        arrive(arrivals, millis, bytes);
    }

    private ArrivalAnalysis analysis() {
        return new ArrivalAnalysis(arrivals, RATE);
    }

    @Test
    void evenFlowHasItsRateAndABurstOfOneArrival() {
        for (int millis = 0; millis < 10_000; millis++) {
            arrive(millis, 1_000);
        }

        assertThat(analysis().deviation(Duration.ofSeconds(10))).isZero();
        assertThat(analysis().deviation(Duration.ofSeconds(1))).isZero();
        assertThat(analysis().mostAbove(WINDOW)).isEqualTo(1_000);
        assertThat(analysis().sigma()).isCloseTo(1_000, within(1e-3));
    }

    @Test
    void halfOfTheBytesAreHalfOfTheRate() {
        for (int millis = 0; millis < 10_000; millis += 2) {
            arrive(millis, 1_000);
        }

        assertThat(analysis().deviation(Duration.ofSeconds(10))).isEqualTo(-0.5);
    }

    @Test
    void aBurstAtTheStartIsOfTheFirstSecondAndHardlyOfTheAverage() {
        arrive(0, 500_000);
        for (int millis = 1; millis < 10_000; millis++) {
            arrive(millis, 1_000);
        }

        assertThat(analysis().deviation(Duration.ofSeconds(1))).isCloseTo(0.499, within(1e-9));
        assertThat(analysis().deviation(Duration.ofSeconds(10))).isCloseTo(0.0499, within(1e-9));
        assertThat(analysis().sigma()).isCloseTo(500_000, within(1e-3));
    }

    @Test
    void aWindowIsFoundWhereverItBegins() {
        arrive(0, 1_000);
        arrive(1_234.5, 60_000);
        arrive(1_334.5, 70_000);
        arrive(1_334.6, 90_000);

        // Both ends belong to it; the pair that is closest fills another.
        assertThat(analysis().mostAbove(WINDOW)).isEqualTo(160_000 - 100_000);
        assertThat(analysis().sigma()).isCloseTo(160_000 - 100, within(1.0));
    }

    @Test
    void silenceEarnsNothing() {
        arrive(0, 10);
        arrive(5_000, 3_000);
        arrive(9_000, 3_000);

        assertThat(analysis().sigma()).isCloseTo(3_000, within(1e-3));
    }

    @Test
    void isWhatTryingAllWindowsFinds() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        double millis = 0;
        for (int i = 0; i < 300; i++) {
            millis += random.nextInt(20);
            arrive(millis, 1 + random.nextInt(20_000));
        }

        double sigma = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < arrivals.size(); from++) {
            for (int to = from; to < arrivals.size(); to++) {
                double bytes = arrivals.bytesBefore(to + 1) - arrivals.bytesBefore(from);
                double lengthMillis = (arrivals.nanos(to) - arrivals.nanos(from)) / 1e6;
                sigma = Math.max(sigma, bytes - 1_000 * lengthMillis);
                most = lengthMillis <= 100 ? Math.max(most, bytes - 100_000) : most;
            }
        }

        assertThat(analysis().sigma()).as("seed %d", seed).isCloseTo(sigma, within(1e-3));
        assertThat(analysis().mostAbove(WINDOW)).as("seed %d", seed).isCloseTo(most, within(1e-3));
    }

    @Test
    void nothingCannotBeJudged() {
        assertThatIllegalArgumentException()
                .isThrownBy(this::analysis)
                .withMessage("arrivals: none (expected: one at least)");
    }

    @Test
    void flowsAreComparedWhileBothAreAtIt() {
        var other = new Arrivals();
        arrive(0, 90_000);
        arrive(50, 1_000);
        arrive(90, 1_000);
        arrive(other, 20, 500);
        arrive(other, 80, 500);
        arrive(other, 110, 80_000);

        assertThat(FlowsResult.difference(arrivals, other, WINDOW)).isCloseTo(2 * 1_000 / 3_000.0, within(1e-9));
        assertThat(FlowsResult.difference(other, arrivals, WINDOW)).isCloseTo(2 * 1_000 / 3_000.0, within(1e-9));
    }
}
