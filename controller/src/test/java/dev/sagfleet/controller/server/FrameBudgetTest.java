package dev.sagfleet.controller.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBudgetTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int SECOND = 1_000;

    private int now;
    private int takenUntil;

    private void spend() {
        takenUntil = FrameBudget.spend(takenUntil, now);
    }

    private int waitMillis() {
        return FrameBudget.waitMillis(takenUntil, now);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -5_000, Integer.MAX_VALUE - 100, Integer.MIN_VALUE})
    void aDeviceMaySendSomeFramesAtOnceAndThenSoManyASecond(int began) {
        now = began;
        takenUntil = began;
        for (int i = 0; i < FrameBudget.FRAMES_AT_ONCE; i++) {
            spend();
            assertThat(waitMillis()).isZero();
        }
        for (int i = 0; i < 10 * FrameBudget.FRAMES_PER_SECOND; i++) {
            spend();
            assertThat(waitMillis()).isEqualTo(SECOND / FrameBudget.FRAMES_PER_SECOND);
            now += waitMillis();
            assertThat(waitMillis()).isZero();
        }
    }

    @Test
    void whatCameWithOneReadIsNotHeldAgainstItForLong() {
        for (int i = 0; i < 100_000; i++) {
            spend();
        }

        assertThat(waitMillis()).isEqualTo(FrameBudget.WAIT_MILLIS_MAX);
    }

    @Test
    void answersToWhatWasAskedAreFree() {
        for (int i = 0; i < 100_000; i++) {
            takenUntil = FrameBudget.refund(takenUntil);
            spend();
        }

        assertThat(waitMillis()).isZero();
    }

    @Test
    void whatWasAskedAndNotAnsweredIsNotSavedUp() {
        for (int i = 0; i < 100_000; i++) {
            takenUntil = FrameBudget.refund(takenUntil);
        }

        for (int i = 0; i <= FrameBudget.FRAMES_AT_ONCE; i++) {
            spend();
        }
        assertThat(waitMillis()).isPositive();
    }

    @Test
    void aDeviceThatWasQuietWhileTheClockOverflowedStartsAnew() {
        for (int i = 0; i <= FrameBudget.FRAMES_AT_ONCE; i++) {
            spend();
        }
        now += Integer.MAX_VALUE;
        now += 1_000_000;

        spend();

        assertThat(waitMillis()).isZero();
    }

    @Test
    void noDeviceIsReadFasterThanItsRateForLong() {
        System.out.println("FrameBudgetTest: -Dsagfleet.seed=" + SEED);
        var random = new SplittableRandom(SEED);
        for (int run = 0; run < 100; run++) {
            int began = random.nextInt();
            now = began;
            takenUntil = began;
            for (int read = 1; read <= 5_000; read++) {
                spend();
                now += waitMillis() + (random.nextInt(10) == 0 ? random.nextInt(100) : 0);

                int allowed = FrameBudget.FRAMES_AT_ONCE + (now - began) / (SECOND / FrameBudget.FRAMES_PER_SECOND) + 1;
                assertThat(read).as("seed %d, run %d", SEED, run).isLessThanOrEqualTo(allowed);
            }
        }
    }
}
