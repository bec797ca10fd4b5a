package dev.sagfleet.agent.shaping;

import static dev.sagfleet.agent.shaping.Direction.DOWNLINK;
import static dev.sagfleet.agent.shaping.Direction.UPLINK;
import static dev.sagfleet.agent.shaping.TrafficClass.ACCELERATED;
import static dev.sagfleet.agent.shaping.TrafficClass.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapedTrafficTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final long SECOND = 1_000_000_000;
    private static final long BYTES_PER_MEGABIT = 125_000;
    private static final Percentage CLAIM = Percentage.withPercentage(0.1);
    private static final Percentage ONE_PERCENT = Percentage.withPercentage(1);

    private final TokenBuckets buckets = new TokenBuckets(Traffic.BUCKETS);

    @ParameterizedTest
    @ValueSource(longs = {2, 20, 50, 500})
    void tenSecondsPassTheBandwidth(long megabits) {
        ShapedTraffic traffic = traffic(load(megabits, megabits), withoutAcceleration(megabits));

        traffic.advance(10 * SECOND);

        assertThat(passed(traffic, OTHER)).isCloseTo(10 * megabits * BYTES_PER_MEGABIT, CLAIM);
        assertThat(traffic.counters().of(OTHER, DOWNLINK))
                .isEqualTo(traffic.counters().of(OTHER, UPLINK));
    }

    @ParameterizedTest
    @CsvSource({"2,500", "500,2", "20,50", "50,20", "2,20", "500,50"})
    void tenSecondsPassBothBandwidthsAroundAChange(long before, long after) {
        ShapedTraffic traffic = traffic(load(600, 600), accelerating(before, before));

        traffic.setRates(accelerating(after, after), 5 * SECOND);
        traffic.advance(10 * SECOND);

        assertThat(passed(traffic, ACCELERATED) + passed(traffic, OTHER))
                .isCloseTo(5 * (before + after) * BYTES_PER_MEGABIT, CLAIM);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 20, 50, 500})
    void tenSecondsOfAccelerationPassItsBandwidth(long megabits) {
        ShapedTraffic traffic = traffic(load(600, 10), accelerating(600, megabits));

        traffic.advance(10 * SECOND);

        assertThat(passed(traffic, ACCELERATED)).isCloseTo(10 * megabits * BYTES_PER_MEGABIT, CLAIM);
        assertThat(passed(traffic, OTHER)).isEqualTo(100 * BYTES_PER_MEGABIT);
    }

    @Test
    void accelerationAboveTheInstanceIsHeldToTheInstance() {
        ShapedTraffic traffic = traffic(load(100, 0), accelerating(20, 50));

        traffic.advance(10 * SECOND);

        assertThat(passed(traffic, ACCELERATED)).isCloseTo(200 * BYTES_PER_MEGABIT, CLAIM);
    }

    @Test
    void accelerationReachesItsLimitWhenTheInstanceIsShort() {
        ShapedTraffic traffic = traffic(load(60, 40), accelerating(50, 25));

        traffic.advance(100 * SECOND);

        assertThat(passed(traffic, ACCELERATED)).isCloseTo(2_500 * BYTES_PER_MEGABIT, CLAIM);
        assertThat(passed(traffic, OTHER)).isCloseTo(2_500 * BYTES_PER_MEGABIT, CLAIM);
    }

    @Test
    void acceleratedTrafficHasNoMoreThanItsShareOfWhatIsOffered() {
        ShapedTraffic traffic = traffic(load(20, 80), accelerating(50, 30));

        traffic.advance(100 * SECOND);

        assertThat(passed(traffic, ACCELERATED)).isCloseTo(1_000 * BYTES_PER_MEGABIT, CLAIM);
        assertThat(passed(traffic, OTHER)).isCloseTo(4_000 * BYTES_PER_MEGABIT, CLAIM);
    }

    @ParameterizedTest
    @CsvSource({"60, 40, 50, 25", "20, 80, 50, 30", "90, 10, 50, 10", "50, 50, 20, 20", "30, 60, 80, 20"})
    void sharesAgreeWithPacketsThatAreDebitedFromBothBucketsOrNeither(
            int acceleratedMegabits, int otherMegabits, int instanceMegabits, int accelerationMegabits) {
        ShapedTraffic traffic =
                traffic(load(acceleratedMegabits, otherMegabits), accelerating(instanceMegabits, accelerationMegabits));
        SplittableRandom random = new SplittableRandom(SEED);
        TokenBuckets packets = new TokenBuckets(2);
        packets.set(0, Bandwidth.ofMegabits(instanceMegabits), 0);
        packets.set(1, Bandwidth.ofMegabits(accelerationMegabits), 0);
        long acceleratedPassed = 0;
        long otherPassed = 0;
        int offeredMegabits = acceleratedMegabits + otherMegabits;
        long packetNanos = 800_000 / offeredMegabits;

        traffic.advance(4 * SECOND);
        for (long nowNanos = 0; nowNanos < 4 * SECOND; nowNanos += packetNanos) {
            boolean accelerated = random.nextInt(offeredMegabits) < acceleratedMegabits;
            long waitNanos = accelerated ? packets.takeBoth(0, 1, 100, nowNanos) : packets.take(0, 100, nowNanos);
            if (waitNanos == 0) {
                acceleratedPassed += accelerated ? 100 : 0;
                otherPassed += accelerated ? 0 : 100;
            }
        }

        assertThat(passed(traffic, ACCELERATED)).as("seed %d", SEED).isCloseTo(acceleratedPassed, ONE_PERCENT);
        assertThat(passed(traffic, OTHER)).as("seed %d", SEED).isCloseTo(otherPassed, ONE_PERCENT);
    }

    @Test
    void loadBelowTheLimitsPassesWhole() {
        ShapedTraffic traffic = traffic(new OfferedLoad(10_000_001, 3, 0, 7), accelerating(20, 11));

        for (long nowNanos = 0; nowNanos <= 80 * SECOND; nowNanos += 9_999_999) {
            traffic.advance(nowNanos);
        }
        traffic.advance(80 * SECOND);

        assertThat(traffic.counters())
                .isEqualTo(new TrafficCounters(
                        new ByteCounts(100_000_010, 100_000_010, 0, 0),
                        new ByteCounts(30, 30, 0, 0),
                        new ByteCounts(0, 0, 0, 0),
                        new ByteCounts(70, 70, 0, 0)));
    }

    @Test
    void whatDoesNotPassIsDropped() {
        ShapedTraffic traffic = traffic(load(0, 100), withoutAcceleration(20));

        traffic.advance(SECOND);

        ByteCounts counts = traffic.counters().of(OTHER, UPLINK);
        assertThat(counts.offeredBytes()).isEqualTo(100 * BYTES_PER_MEGABIT);
        assertThat(counts.passedBytes()).isEqualTo(20 * BYTES_PER_MEGABIT + 6_250);
        assertThat(counts.droppedBytes()).isEqualTo(80 * BYTES_PER_MEGABIT - 6_250);
        assertThat(counts.waitingBytes()).isZero();
        assertThat(counts.delayedBytes()).isZero();
    }

    @Test
    void suspendedAccelerationIsCarriedAndCountedAsOther() {
        ShapedTraffic traffic = traffic(load(10, 5), accelerating(50, 20));

        traffic.setRates(withoutAcceleration(50), 10 * SECOND);
        traffic.setRates(accelerating(50, 20), 14 * SECOND);
        traffic.advance(20 * SECOND);

        assertThat(passed(traffic, ACCELERATED)).isEqualTo(160 * BYTES_PER_MEGABIT);
        assertThat(passed(traffic, OTHER)).isEqualTo(140 * BYTES_PER_MEGABIT);
    }

    @Test
    void standbyIsOfferedNothing() {
        ShapedTraffic traffic = traffic(load(10, 5), accelerating(50, 20));

        traffic.setForwarding(false, SECOND);
        traffic.advance(5 * SECOND);
        TrafficCounters onStandby = traffic.counters();
        traffic.setForwarding(true, 9 * SECOND);
        traffic.advance(10 * SECOND);

        assertThat(onStandby.of(ACCELERATED, DOWNLINK).offeredBytes()).isEqualTo(10 * BYTES_PER_MEGABIT);
        assertThat(traffic.counters().of(ACCELERATED, DOWNLINK).offeredBytes()).isEqualTo(20 * BYTES_PER_MEGABIT);
        assertThat(traffic.counters().of(OTHER, UPLINK).offeredBytes()).isEqualTo(10 * BYTES_PER_MEGABIT);
    }

    @Test
    void otherLoadIsOfferedFromNowOn() {
        ShapedTraffic traffic = traffic(load(0, 10), withoutAcceleration(50));

        traffic.setOffered(OfferedLoad.NONE, SECOND);
        traffic.advance(5 * SECOND);

        assertThat(passed(traffic, OTHER)).isEqualTo(10 * BYTES_PER_MEGABIT);
    }

    @Test
    void clockThatStepsBackIntegratesNothingTwice() {
        ShapedTraffic traffic = traffic(load(0, 10), withoutAcceleration(50));

        traffic.advance(2 * SECOND);
        traffic.advance(SECOND);
        traffic.setRates(withoutAcceleration(20), SECOND);
        traffic.advance(3 * SECOND);

        assertThat(passed(traffic, OTHER)).isEqualTo(30 * BYTES_PER_MEGABIT);
    }

    @Test
    void oneStepPassesWhatManyPass() {
        ShapedTraffic oneStep = traffic(load(0, 100), withoutAcceleration(50));
        ShapedTraffic manySteps =
                new ShapedTraffic(new TokenBuckets(Traffic.BUCKETS), 0, load(0, 100), withoutAcceleration(50), 0);

        oneStep.advance(10 * SECOND);
        for (long nowNanos = 0; nowNanos <= 10 * SECOND; nowNanos += 1_000_000) {
            manySteps.advance(nowNanos);
        }

        assertThat(passed(manySteps, OTHER)).isCloseTo(passed(oneStep, OTHER), within(1L));
    }

    @Test
    void decadeInOneStepDoesNotOverflow() {
        long decade = 10 * 365 * 24 * 3_600 * SECOND;
        ShapedTraffic traffic =
                traffic(new OfferedLoad(100_000_000_000L, 100_000_000_000L, 0, 0), accelerating(100_000, 50_000));

        traffic.advance(decade);

        long decadeBytes = decade / SECOND * 12_500_000_000L;
        assertThat(traffic.counters().of(OTHER, UPLINK).offeredBytes()).isEqualTo(decadeBytes);
        assertThat(passed(traffic, OTHER)).isCloseTo(decadeBytes / 2, CLAIM);
        assertThat(passed(traffic, ACCELERATED)).isCloseTo(decadeBytes / 2, CLAIM);
    }

    @Test
    void loadOutOfRangeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OfferedLoad(-1, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new OfferedLoad(0, 0, 0, 100_000_000_001L));
    }

    private ShapedTraffic traffic(OfferedLoad offered, Rates rates) {
        return new ShapedTraffic(buckets, 0, offered, rates, 0);
    }

    private static long passed(ShapedTraffic traffic, TrafficClass trafficClass) {
        return traffic.counters().of(trafficClass, UPLINK).passedBytes();
    }

    private static OfferedLoad load(long acceleratedMegabits, long otherMegabits) {
        long accelerated = acceleratedMegabits * 1_000_000;
        long other = otherMegabits * 1_000_000;
        return new OfferedLoad(accelerated, other, accelerated, other);
    }

    private static Rates accelerating(long instanceMegabits, long accelerationMegabits) {
        return new Rates(
                Bandwidth.ofMegabits(instanceMegabits), Optional.of(Bandwidth.ofMegabits(accelerationMegabits)));
    }

    private static Rates withoutAcceleration(long instanceMegabits) {
        return new Rates(Bandwidth.ofMegabits(instanceMegabits), Optional.empty());
    }
}
