package dev.sagfleet.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Test
    void theWaitDoublesUpToTheLongestWithUpToHalfTakenOff() {
        RandomGenerator random = random(1);
        long[] fullSeconds = {1, 2, 4, 8, 16, 32, 60, 60, 60};

        for (int failures = 1; failures <= fullSeconds.length; failures++) {
            Duration full = Duration.ofSeconds(fullSeconds[failures - 1]);
            for (int draw = 0; draw < 1_000; draw++) {
                assertThat(BACKOFF.delayAfter(failures, random.nextDouble())).isBetween(full.dividedBy(2), full);
            }
        }
    }

    @Test
    void theLongestWaitsStillSpanHalfOfTheLongest() {
        RandomGenerator random = random(4);
        List<Duration> waits = new ArrayList<>();
        for (int device = 0; device < 1_000; device++) {
            waits.add(BACKOFF.delayAfter(20, random.nextDouble()));
        }

        assertThat(Collections.max(waits).minus(Collections.min(waits)))
                .isBetween(Duration.ofMillis(29_500), Duration.ofSeconds(30));
    }

    @Test
    void aDeviceStaysAwayForAsLongAsItIsAskedToAndUpToTwiceAsLong() {
        RandomGenerator random = random(2);
        Set<Duration> waits = new HashSet<>();
        for (int draw = 0; draw < 1_000; draw++) {
            waits.add(BACKOFF.delayAfter(1, random.nextDouble(), Duration.ofSeconds(90), random.nextDouble()));
        }

        assertThat(waits).hasSizeGreaterThan(990).allSatisfy(wait -> assertThat(wait)
                .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(180)));
        assertThat(BACKOFF.delayAfter(9, random.nextDouble(), Duration.ofSeconds(1), random.nextDouble()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void noNumberOfFailuresAndNoDurationIsTooMuch() {
        Backoff long1 = new Backoff(Duration.ofDays(1), Duration.ofDays(365));

        assertThat(BACKOFF.delayAfter(Integer.MAX_VALUE, random(1).nextDouble()))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        for (int failures = 10; failures < 100; failures++) {
            assertThat(long1.delayAfter(failures, random(1).nextDouble()))
                    .isBetween(Duration.ofDays(182), Duration.ofDays(365));
        }
    }

    @Test
    void oneSeedAlwaysGivesTheSameWaitsAndAnotherGivesOthers() {
        assertThat(BACKOFF.delayAfter(5, random(7).nextDouble()))
                .isEqualTo(BACKOFF.delayAfter(5, random(7).nextDouble()));

        Set<Duration> waits = new HashSet<>();
        for (int device = 0; device < 1_000; device++) {
            waits.add(BACKOFF.delayAfter(5, random(device).nextDouble()));
        }
        assertThat(waits).hasSizeGreaterThan(990);
    }

    @Test
    void theWaitsOfAFleetAreSpreadEvenly() {
        int[] deciles = new int[10];
        for (int device = 0; device < 10_000; device++) {
            Duration wait = BACKOFF.delayAfter(1, random(device).nextDouble()).minusMillis(500);
            deciles[(int) Math.min(9, wait.toMillis() / 50)]++;
        }

        for (int count : deciles) {
            assertThat(count).isBetween(800, 1_200);
        }
    }

    @Test
    void aBackoffThatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }

    @Test
    void aSessionThatIsShorterThanAMinuteIsAFailureAsWell() {
        long minuteNanos = Duration.ofMinutes(1).toNanos();

        assertThat(Backoff.failuresAfter(3, 0)).isEqualTo(4);
        assertThat(Backoff.failuresAfter(3, minuteNanos - 1)).isEqualTo(4);
        assertThat(Backoff.failuresAfter(3, minuteNanos)).isEqualTo(1);
        assertThat(Backoff.failuresAfter(0, 0)).isEqualTo(1);
    }
}
