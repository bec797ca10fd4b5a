package dev.sagfleet.controller.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void piecesAreATenthOfASecondWithinTheirBounds() {
        assertThat(new Pace(Bandwidth.ofMegabits(8), 0).pieceBytes(1_000, 1_000_000))
                .isEqualTo(100_000);
        assertThat(new Pace(Bandwidth.ofMegabits(8), 0).pieceBytes(1_000, 64_000))
                .isEqualTo(64_000);
        assertThat(new Pace(Bandwidth.ofKilobits(8), 0).pieceBytes(1_000, 64_000))
                .isEqualTo(1_000);
    }

    @Test
    void aSlowPieceTakesFiveSecondsAtMost() {
        assertThat(new Pace(Bandwidth.ofKilobits(8), 0).pieceBytes(16_000, 64_000))
                .isEqualTo(5_000);
        assertThat(new Pace(Bandwidth.ofKilobits(1), 0).pieceBytes(16_000, 64_000))
                .isEqualTo(625);
    }

    @Test
    void aRateThatChangesCountsForWhatIsSentFromThenOn() {
        var rate = new AtomicReference<>(Bandwidth.ofMegabits(8));
        var pace = new Pace(rate::get, 0);
        pace.sent(1_000_000, SECOND);
        long freeNanos = SECOND + pace.waitNanos(SECOND);

        rate.set(Bandwidth.ofMegabits(4));
        pace.sent(1_000_000, freeNanos);

        assertThat(pace.waitNanos(freeNanos)).isEqualTo(2 * SECOND);
        assertThat(pace.pieceBytes(1, 1_000_000)).isEqualTo(50_000);
    }

    @Test
    void whoSendsWheneverItIsAllowedSendsAtTheRate() {
        var pace = new Pace(Bandwidth.ofMegabits(8), 0);
        long nowNanos = 0;
        long bytes = 0;
        while (nowNanos < 10 * SECOND) {
            pace.sent(10_000, nowNanos);
            bytes += 10_000;
            nowNanos += pace.waitNanos(nowNanos);
        }

        assertThat(bytes).isBetween(9_990_000L, 10_010_000L);
    }

    @Test
    void neverIsMoreSentThanTheRateAndWhatCanBeCaughtUp() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        var pace = new Pace(Bandwidth.ofMegabits(8), 0);
        long nowNanos = 0;
        long bytes = 0;
        for (int i = 0; i < 10_000; i++) {
            nowNanos += pace.waitNanos(nowNanos) + random.nextLong(SECOND / 5);
            bytes += 10_000;
            assertThat(bytes).as("seed %d", seed).isLessThanOrEqualTo(nowNanos * 1_000_000 / SECOND + 10_000 + 100_000);
            pace.sent(10_000, nowNanos);
        }
    }

    @Test
    void whatWasNotUsedForLongIsLost() {
        var pace = new Pace(Bandwidth.ofMegabits(8), 0);

        pace.sent(100_000, 60 * SECOND);
        assertThat(pace.waitNanos(60 * SECOND)).isZero();
        pace.sent(100_000, 60 * SECOND);
        assertThat(pace.waitNanos(60 * SECOND)).isEqualTo(SECOND / 10);
    }
}
