package dev.sagfleet.agent.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private static final int PARENT = 0;
    private static final int CHILD = 1;
    private static final long SECOND = 1_000_000_000;
    private static final Bandwidth KILOBIT = Bandwidth.ofKilobits(1);
    private static final Bandwidth SLOW = Bandwidth.ofMegabits(8);
    private static final Bandwidth FAST = Bandwidth.ofMegabits(80);

    private final TokenBuckets buckets = new TokenBuckets(2);

    @Test
    void bucketIsClosedUntilItIsSet() {
        assertThat(buckets.take(PARENT, 1, 0)).isEqualTo(TokenBuckets.CLOSED_NANOS);
        assertThat(buckets.burstBytes(PARENT)).isZero();
        assertThat(buckets.available(PARENT, 0, SECOND)).isZero();
    }

    @Test
    void burstIsFiveMillisecondsOrTwoFrames() {
        buckets.set(PARENT, FAST, 0);
        buckets.set(CHILD, KILOBIT, 0);

        assertThat(buckets.burstBytes(PARENT)).isEqualTo(50_000);
        assertThat(buckets.burstBytes(CHILD)).isEqualTo(3_028);
    }

    @Test
    void burstMayBeSetFromOneToAHundredMilliseconds() {
        buckets.set(PARENT, FAST, Duration.ofMillis(1), 0);
        buckets.set(CHILD, FAST, Duration.ofMillis(100), 0);

        assertThat(buckets.burstBytes(PARENT)).isEqualTo(10_000);
        assertThat(buckets.burstBytes(CHILD)).isEqualTo(1_000_000);
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.set(PARENT, FAST, Duration.ofNanos(999_999), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.set(PARENT, FAST, Duration.ofMillis(101), 0));
    }

    @Test
    void firstCreditIsOneQuantum() {
        buckets.set(PARENT, FAST, 0);

        assertThat(buckets.creditBytes(PARENT, 0)).isEqualTo(25_000);
        assertThat(buckets.take(PARENT, 25_000, 0)).isZero();
        assertThat(buckets.take(PARENT, 1, 0)).isEqualTo(100);
    }

    @Test
    void packetPassesOnceTheWaitIsOver() {
        buckets.set(PARENT, FAST, 0);
        buckets.take(PARENT, 25_000, 0);

        assertThat(buckets.take(PARENT, 1_000, 0)).isEqualTo(100_000);
        assertThat(buckets.take(PARENT, 1_000, 99_999)).isEqualTo(1);
        assertThat(buckets.take(PARENT, 1_000, 100_000)).isZero();
    }

    @Test
    void packetLargerThanTheBurstIsRefused() {
        buckets.set(PARENT, FAST, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> buckets.take(PARENT, 50_001, 0))
                .withMessageContaining("bytes: 50001");
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.take(PARENT, 0, 0));
        assertThat(buckets.take(PARENT, 50_000, SECOND)).isZero();
    }

    @Test
    void parentAndChildAreBothDebited() {
        buckets.set(PARENT, FAST, 0);
        buckets.set(CHILD, SLOW, 0);

        assertThat(buckets.takeBoth(PARENT, CHILD, 1_000, 0)).isZero();

        assertThat(buckets.creditBytes(PARENT, 0)).isEqualTo(24_000);
        assertThat(buckets.creditBytes(CHILD, 0)).isEqualTo(1_500);
    }

    @Test
    void neitherIsDebitedWhenOneIsShort() {
        buckets.set(PARENT, FAST, 0);
        buckets.set(CHILD, SLOW, 0);

        assertThat(buckets.takeBoth(PARENT, CHILD, 3_000, 0)).isEqualTo(500_000);
        assertThat(buckets.takeBoth(CHILD, PARENT, 3_000, 0)).isEqualTo(500_000);

        assertThat(buckets.creditBytes(PARENT, 0)).isEqualTo(25_000);
        assertThat(buckets.creditBytes(CHILD, 0)).isEqualTo(2_500);
    }

    @Test
    void waitForBothIsTheLonger() {
        buckets.set(PARENT, FAST, 0);
        buckets.set(CHILD, SLOW, 0);
        buckets.take(PARENT, 25_000, 0);
        buckets.take(CHILD, 2_500, 0);

        assertThat(buckets.takeBoth(PARENT, CHILD, 1_000, 0)).isEqualTo(SECOND / 1_000);
    }

    @Test
    void creditIsCarriedOverByAChangeOfRate() {
        buckets.set(PARENT, FAST, 0);
        buckets.take(PARENT, 24_000, 0);

        buckets.set(PARENT, SLOW, 0);
        assertThat(buckets.creditBytes(PARENT, 0)).isEqualTo(1_000);
        buckets.set(PARENT, FAST, 0);
        assertThat(buckets.creditBytes(PARENT, 0)).isEqualTo(1_000);
    }

    @Test
    void creditShrinksToASmallerBurst() {
        buckets.set(PARENT, FAST, 0);

        buckets.set(PARENT, SLOW, SECOND);

        assertThat(buckets.creditBytes(PARENT, SECOND)).isEqualTo(5_000);
    }

    @Test
    void debtAtAFastRateDoesNotBlockASlowOne() {
        buckets.set(PARENT, Bandwidth.ofMegabits(100_000), Duration.ofMillis(100), 0);
        assertThat(buckets.take(PARENT, 625_000_000, 0)).isZero();

        buckets.set(PARENT, SLOW, 0);

        assertThat(buckets.take(PARENT, 1_000, 0)).isEqualTo(SECOND / 1_000);
    }

    @Test
    void noSequenceOfChangesAtOneInstantMintsCredit() {
        buckets.set(PARENT, FAST, 0);
        long passed = takeAll(PARENT, SECOND);

        for (int i = 0; i < 100; i++) {
            buckets.set(PARENT, i % 2 == 0 ? SLOW : FAST, SECOND);
            passed += takeAll(PARENT, SECOND);
            buckets.setClosed(PARENT, SECOND);
            buckets.setUnlimited(PARENT, SECOND);
        }

        assertThat(passed).isEqualTo(50_000);
    }

    @Test
    void creditStandsStillWhileClosed() {
        buckets.set(PARENT, FAST, 0);

        buckets.setClosed(PARENT, 0);
        assertThat(buckets.take(PARENT, 1, SECOND)).isEqualTo(TokenBuckets.CLOSED_NANOS);
        buckets.set(PARENT, FAST, SECOND);

        assertThat(buckets.creditBytes(PARENT, SECOND)).isEqualTo(25_000);
    }

    @Test
    void unlimitedBucketPassesAnythingAndLeavesNoCredit() {
        buckets.setUnlimited(PARENT, 0);

        assertThat(buckets.take(PARENT, Integer.MAX_VALUE, 0)).isZero();
        assertThat(buckets.available(PARENT, 0, 1)).isEqualTo(Long.MAX_VALUE);
        buckets.set(PARENT, FAST, SECOND);
        assertThat(buckets.creditBytes(PARENT, SECOND)).isZero();
    }

    @Test
    void clockThatStepsBackStandsStill() {
        buckets.set(PARENT, FAST, SECOND);
        takeAll(PARENT, SECOND);

        assertThat(buckets.take(PARENT, 1_000, 0)).isEqualTo(100_000);
        assertThat(buckets.take(PARENT, 1_000, SECOND)).isEqualTo(100_000);
        assertThat(buckets.take(PARENT, 1_000, SECOND + 100_000)).isZero();
    }

    @Test
    void clockMayBeginAnywhereAndWrapAround() {
        buckets.set(PARENT, FAST, Long.MAX_VALUE - 50);
        takeAll(PARENT, Long.MAX_VALUE - 50);

        assertThat(buckets.take(PARENT, 1, Long.MAX_VALUE)).isEqualTo(50);
        assertThat(buckets.take(PARENT, 1, Long.MAX_VALUE + 50)).isZero();
    }

    @Test
    void centuriesOfIdlenessFillABucketAndNoMore() {
        buckets.set(PARENT, Bandwidth.ofMegabits(100_000), 0);
        buckets.set(CHILD, KILOBIT, 0);

        assertThat(buckets.creditBytes(PARENT, Long.MAX_VALUE)).isEqualTo(62_500_000);
        assertThat(buckets.creditBytes(CHILD, Long.MAX_VALUE)).isEqualTo(3_028);
        assertThat(buckets.take(CHILD, 3_028, Long.MAX_VALUE)).isZero();
        assertThat(buckets.take(CHILD, 1, Long.MAX_VALUE)).isEqualTo(8_000_000);
    }

    @Test
    void packetAsLargeAsTheBurstPassesAtAnyRate() {
        // A rate whose price is no binary fraction, and which two frames take whole microseconds at.
        buckets.set(PARENT, Bandwidth.ofKilobits(757), 0);
        buckets.set(CHILD, Bandwidth.ofMegabits(24), Duration.ofMillis(100), 0);

        assertThat(buckets.take(PARENT, 3_028, SECOND)).isZero();
        assertThat(buckets.take(CHILD, 300_000, SECOND)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.take(PARENT, 3_029, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.take(CHILD, 300_001, SECOND));
    }

    @Test
    void burstIsThatOfTheRateAtAnyRate() {
        for (long kilobits = 1; kilobits <= 100_000_000; kilobits += 1 + kilobits / 1_000) {
            buckets.set(PARENT, Bandwidth.ofKilobits(kilobits), Duration.ofMillis(100), 0);

            assertThat(buckets.burstBytes(PARENT)).isEqualTo(Math.max(3_028, kilobits * 100 / 8));
        }
    }

    @Test
    void waitForAPacketIsToldWithoutDebitingIt() {
        assertThat(buckets.waitNanos(PARENT, 1, 0)).isEqualTo(TokenBuckets.CLOSED_NANOS);
        buckets.set(PARENT, FAST, 0);
        buckets.setUnlimited(CHILD, 0);

        assertThat(buckets.waitNanos(PARENT, 25_000, 0)).isZero();
        assertThat(buckets.waitNanos(PARENT, 26_000, 0)).isEqualTo(100_000);
        assertThat(buckets.waitNanos(PARENT, 26_000, 100_000)).isZero();
        assertThat(buckets.creditBytes(PARENT, 100_000)).isEqualTo(26_000);
        assertThat(buckets.waitNanos(CHILD, Integer.MAX_VALUE, 0)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.waitNanos(PARENT, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.waitNanos(PARENT, 50_001, 0));
    }

    @Test
    void creditAboveAnAmountIsForfeited() {
        buckets.set(PARENT, FAST, 0);

        buckets.forfeit(PARENT, 25_001, 0);
        assertThat(buckets.creditBytes(PARENT, 0)).isEqualTo(25_000);
        buckets.forfeit(PARENT, 1_000, 0);
        assertThat(buckets.creditBytes(PARENT, 0)).isEqualTo(1_000);
        assertThat(buckets.creditBytes(PARENT, 100_000)).isEqualTo(2_000);
        buckets.forfeit(PARENT, 0, 100_000);
        assertThat(buckets.take(PARENT, 1_000, 100_000)).isEqualTo(100_000);
        buckets.forfeit(PARENT, Long.MAX_VALUE, SECOND);
        assertThat(buckets.creditBytes(PARENT, SECOND)).isEqualTo(50_000);
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.forfeit(PARENT, -1, 0));
    }

    @Test
    void forfeitedCreditIsWholeAtAnyRate() {
        long now = 0;
        for (long kilobits = 1; kilobits <= 100_000_000; kilobits += 1 + kilobits / 100) {
            buckets.set(PARENT, Bandwidth.ofKilobits(kilobits), now);
            now += 100 * SECOND;
            buckets.forfeit(PARENT, 1_000, now);

            assertThat(buckets.creditBytes(PARENT, now)).isEqualTo(1_000);
            assertThat(buckets.take(PARENT, 1_000, now)).isZero();
        }
    }

    @Test
    void nothingIsForfeitedWhileClosedOrUnlimited() {
        buckets.set(PARENT, FAST, 0);
        buckets.setClosed(PARENT, 0);
        buckets.setUnlimited(CHILD, 0);

        buckets.forfeit(PARENT, 0, 0);
        buckets.forfeit(CHILD, 0, 0);
        buckets.set(PARENT, FAST, 0);

        assertThat(buckets.creditBytes(PARENT, 0)).isEqualTo(25_000);
        assertThat(buckets.creditBytes(CHILD, 0)).isEqualTo(Long.MAX_VALUE);
    }

    private long takeAll(int bucket, long nowNanos) {
        long credit = buckets.creditBytes(bucket, nowNanos);
        if (credit > 0) {
            assertThat(buckets.take(bucket, Math.toIntExact(credit), nowNanos)).isZero();
        }
        return credit;
    }
}
