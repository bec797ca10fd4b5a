package dev.sagfleet.simulator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final long TENTH_NANOS = 100_000_000;
    private static final Offset<Double> EXACTLY = Offset.offset(1e-9);

    /** Counted each tenth of a second, from 0 on. */
    private static List<Rate.Sample> counted(long... counts) {
        List<Rate.Sample> samples = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            samples.add(new Rate.Sample(i * TENTH_NANOS, counts[i]));
        }
        return samples;
    }

    private static List<Rate.Sample> of(int seconds, int perTenth, int extraAtSecond, int extra) {
        long[] counts = new long[seconds * 10 + 1];
        for (int i = 1; i < counts.length; i++) {
            counts[i] = counts[i - 1] + perTenth + (i == extraAtSecond * 10 + 5 ? extra : 0);
        }
        return counted(counts);
    }

    @Test
    void whatComesEvenlyHasItsMeanInEachSecond() {
        Rate rate = Rate.of(of(10, 3, 0, 0));

        assertThat(rate.count()).isEqualTo(300);
        assertThat(rate.meanPerSecond()).isEqualTo(30, EXACTLY);
        assertThat(rate.peakPerSecond()).isEqualTo(30, EXACTLY);
        assertThat(rate.peakToMean()).isEqualTo(1, EXACTLY);
    }

    @Test
    void theFullestSecondIsFoundWhereverItBegins() {
        Rate rate = Rate.of(of(10, 1, 4, 90));

        assertThat(rate.meanPerSecond()).isEqualTo(19, EXACTLY);
        assertThat(rate.peakPerSecond()).isEqualTo(100, EXACTLY);
    }

    @Test
    void beforeTheFirstAndAfterTheLastNoTimePasses() {
        Rate rate = Rate.of(counted(7, 7, 7, 7, 8, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10));

        assertThat(rate.count()).isEqualTo(3);
        assertThat(rate.meanPerSecond()).isEqualTo(10, EXACTLY);
        assertThat(rate.peakPerSecond()).isEqualTo(10, EXACTLY);
    }

    @Test
    void whereNothingComesThereIsNoRate() {
        assertThat(Rate.of(counted(5, 5, 5))).isEqualTo(Rate.NONE);
        assertThat(Rate.of(List.of())).isEqualTo(Rate.NONE);
        assertThat(Rate.NONE.peakToMean()).isZero();
    }
}
