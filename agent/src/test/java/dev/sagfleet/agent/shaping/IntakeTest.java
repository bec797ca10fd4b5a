package dev.sagfleet.agent.shaping;

import static dev.sagfleet.agent.shaping.Direction.DOWNLINK;
import static dev.sagfleet.agent.shaping.Direction.UPLINK;
import static dev.sagfleet.agent.shaping.TrafficClass.ACCELERATED;
import static dev.sagfleet.agent.shaping.TrafficClass.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a device fetches for itself beside synthetic traffic. A line of 20 Mbit/s carries 2,500,000 bytes a second, and
 * 6,250 at once at its beginning. Source: firmware rule F7.
 */
class IntakeTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final long SECOND = 1_000_000_000;
    private static final long PIECE = 4 << 20;
    private static final long AT_ONCE = 6_250;
    private static final long LINE = 2_500_000;
    private static final Rates TWENTY = new Rates(Bandwidth.ofMegabits(20), Optional.empty());

    private final TokenBuckets buckets = new TokenBuckets(Traffic.BUCKETS);

    @Test
    void anIdleLineIsAllForWhatIsFetched() {
        ShapedTraffic traffic = traffic(OfferedLoad.NONE, TWENTY);
        Intake intake = traffic.intake();

        intake.offer(PIECE, 0);
        long waitNanos = intake.waitNanos(0);

        assertThat(waitNanos).isEqualTo((PIECE - AT_ONCE) * 400);
        assertThat(intake.waitNanos(waitNanos - 1)).isEqualTo(1);
        assertThat(intake.waitNanos(waitNanos)).isZero();
        assertThat(traffic.counters().of(OTHER, DOWNLINK)).isEqualTo(new ByteCounts(PIECE, PIECE, 0, PIECE - AT_ONCE));
        assertThat(traffic.counters().of(OTHER, UPLINK)).isEqualTo(new ByteCounts(0, 0, 0, 0));
    }

    @Test
    void whatPassesAtOnceIsNotDelayed() {
        ShapedTraffic traffic = traffic(OfferedLoad.NONE, TWENTY);
        Intake intake = traffic.intake();

        intake.offer(1_000, SECOND);

        assertThat(intake.waitNanos(SECOND)).isZero();
        assertThat(traffic.counters().of(OTHER, DOWNLINK)).isEqualTo(new ByteCounts(1_000, 1_000, 0, 0));
    }

    @ParameterizedTest(name = "beside {0} Mbit/s")
    @CsvSource({"20, 1250000, 1250000", "5, 2000000, 500000", "60, 625000, 1875000", "180, 250000, 2250000"})
    void bothHaveTheirShareByTheRates(long besideMegabits, long fetched, long carried) {
        ShapedTraffic traffic = traffic(other(besideMegabits), TWENTY);
        Intake intake = traffic.intake();

        intake.offer(PIECE, 0);
        traffic.advance(SECOND);

        ByteCounts counts = traffic.counters().of(OTHER, DOWNLINK);
        assertThat(counts.waitingBytes()).isEqualTo(PIECE - AT_ONCE - fetched);
        assertThat(counts.passedBytes()).isEqualTo(AT_ONCE + fetched + carried);
        assertThat(counts.droppedBytes()).isEqualTo(besideMegabits * 125_000 - carried);
        assertThat(counts.delayedBytes()).isEqualTo(fetched);
        assertThat(traffic.counters().of(OTHER, UPLINK).passedBytes())
                .isEqualTo(Math.min(besideMegabits * 125_000, LINE + AT_ONCE));
    }

    @Test
    void theWaitBesideALoadIsExact() {
        ShapedTraffic traffic = traffic(other(20), TWENTY);
        Intake intake = traffic.intake();

        intake.offer(PIECE, 0);
        long waitNanos = intake.waitNanos(0);

        // Half of the line is its own.
        assertThat(waitNanos).isEqualTo((PIECE - AT_ONCE) * 800);
        assertThat(intake.waitNanos(waitNanos)).isZero();
    }

    @Test
    void theLoadHasTheLineAgainOnceAllIsThere() {
        ShapedTraffic traffic = traffic(other(20), TWENTY);
        Intake intake = traffic.intake();
        intake.offer(AT_ONCE + LINE / 2, 0);
        traffic.advance(SECOND);
        long droppedBytes = traffic.counters().of(OTHER, DOWNLINK).droppedBytes();

        traffic.advance(3 * SECOND);

        assertThat(droppedBytes).isEqualTo(LINE / 2);
        assertThat(traffic.counters().of(OTHER, DOWNLINK).droppedBytes()).isEqualTo(droppedBytes);
    }

    @Test
    void acceleratedTrafficCompetesWithNoMoreThanItsLimit() {
        Rates rates = new Rates(Bandwidth.ofMegabits(20), Optional.of(Bandwidth.ofMegabits(5)));
        ShapedTraffic traffic = traffic(new OfferedLoad(0, 0, 60_000_000, 0), rates);
        Intake intake = traffic.intake();

        intake.offer(PIECE, 0);
        traffic.advance(SECOND);

        assertThat(traffic.counters().of(OTHER, DOWNLINK))
                .isEqualTo(new ByteCounts(PIECE, AT_ONCE + 2_000_000, 0, 2_000_000));
        assertThat(traffic.counters().of(ACCELERATED, DOWNLINK).passedBytes()).isEqualTo(500_000);
    }

    @Test
    void aStandbyCarriesNothingElse() {
        ShapedTraffic traffic = traffic(other(20), TWENTY);
        traffic.setForwarding(false, 0);
        Intake intake = traffic.intake();

        intake.offer(PIECE, 0);
        assertThat(intake.waitNanos(0)).isEqualTo((PIECE - AT_ONCE) * 400);
        traffic.advance(SECOND);

        assertThat(traffic.counters().of(OTHER, DOWNLINK)).isEqualTo(new ByteCounts(PIECE, AT_ONCE + LINE, 0, LINE));
    }

    @Test
    void otherRatesHoldFromNowOn() {
        ShapedTraffic traffic = traffic(OfferedLoad.NONE, TWENTY);
        Intake intake = traffic.intake();
        intake.offer(PIECE, 0);

        traffic.setRates(new Rates(Bandwidth.ofMegabits(8), Optional.empty()), SECOND);

        assertThat(intake.waitNanos(SECOND)).isEqualTo((PIECE - AT_ONCE - LINE) * 1_000);
    }

    @Test
    void whatWaitsIsDroppedWithItsConnection() {
        ShapedTraffic traffic = traffic(OfferedLoad.NONE, TWENTY);
        Intake intake = traffic.intake();
        intake.offer(PIECE, 0);

        intake.end(SECOND);

        assertThat(intake.waitNanos(SECOND)).isZero();
        ByteCounts counts = traffic.counters().of(OTHER, DOWNLINK);
        assertThat(counts.droppedBytes()).isEqualTo(PIECE - AT_ONCE - LINE);
        assertThat(counts.waitingBytes()).isZero();
    }

    @Test
    void whatIsExpectedComesAsFastAsItPassesAndWaitsNowhere() {
        ShapedTraffic traffic = traffic(other(20), TWENTY);
        Intake intake = traffic.intake();

        intake.expect(PIECE, 20_000_000, 0);
        long waitNanos = intake.waitNanos(0);
        traffic.advance(SECOND);

        // Half of the line is its own.
        ByteCounts counts = traffic.counters().of(OTHER, DOWNLINK);
        assertThat(counts.waitingBytes()).isZero();
        assertThat(intake.waitingBytes(SECOND)).isCloseTo(PIECE - LINE / 2, within(AT_ONCE));
        assertThat(waitNanos).isCloseTo(PIECE * 800, within(AT_ONCE * 800));
        assertThat(intake.waitNanos(waitNanos)).isZero();
    }

    @Test
    void whatIsExpectedComesNoFasterThanItIsSent() {
        ShapedTraffic traffic = traffic(OfferedLoad.NONE, TWENTY);
        Intake intake = traffic.intake();

        intake.expect(PIECE, 5_000_000, 0);
        traffic.advance(SECOND);

        assertThat(traffic.counters().of(OTHER, DOWNLINK)).isEqualTo(new ByteCounts(625_000, 625_000, 0, 625_000));
        assertThat(intake.waitNanos(SECOND)).isCloseTo((PIECE - 625_000) * 1_600, within(2L));
        assertThat(intake.waitNanos(PIECE * 1_600 + 1)).isZero();
    }

    @Test
    void whatWasExpectedIsNotDroppedWithItsConnection() {
        ShapedTraffic traffic = traffic(OfferedLoad.NONE, TWENTY);
        Intake intake = traffic.intake();

        intake.expect(PIECE, 5_000_000, 0);
        intake.end(SECOND);

        assertThat(intake.waitingBytes(SECOND)).isZero();
        assertThat(traffic.counters().of(OTHER, DOWNLINK)).isEqualTo(new ByteCounts(625_000, 625_000, 0, 625_000));
    }

    @Test
    void oneStepPassesWhatManyPass() {
        ShapedTraffic oneStep = traffic(other(35), TWENTY);
        ShapedTraffic manySteps = new ShapedTraffic(new TokenBuckets(Traffic.BUCKETS), 0, other(35), TWENTY, 0);
        oneStep.intake().offer(PIECE, 0);
        manySteps.intake().offer(PIECE, 0);

        oneStep.advance(2 * SECOND);
        for (long nowNanos = 0; nowNanos <= 2 * SECOND; nowNanos += 10_000_000) {
            manySteps.advance(nowNanos);
        }

        // Each step rounds a byte down at most.
        ByteCounts expected = oneStep.counters().of(OTHER, DOWNLINK);
        assertThat(manySteps.counters().of(OTHER, DOWNLINK).waitingBytes())
                .isCloseTo(expected.waitingBytes(), within(200L));
        assertThat(manySteps.counters().of(OTHER, DOWNLINK).passedBytes())
                .isCloseTo(expected.passedBytes(), within(1L));
    }

    @Test
    void whoeverWaitsAsLongAsIsSaidFindsThatAllHasPassed() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 10_000; i++) {
            long kilobits = random.nextLong(1, random.nextBoolean() ? 1_000 : 1_000_000);
            OfferedLoad load = new OfferedLoad(0, 0, random.nextLong(200_000_000), random.nextLong(2_000_000_000));
            Optional<Bandwidth> acceleration = random.nextBoolean()
                    ? Optional.of(Bandwidth.ofKilobits(random.nextLong(1, 100_000)))
                    : Optional.empty();
            long startNanos = random.nextLong(SECOND);
            var traffic = new ShapedTraffic(
                    new TokenBuckets(Traffic.BUCKETS),
                    0,
                    load,
                    new Rates(Bandwidth.ofKilobits(kilobits), acceleration),
                    startNanos);
            Intake intake = traffic.intake();
            long atNanos = startNanos + random.nextLong(SECOND);
            long bytes = random.nextLong(kilobits * 125);

            intake.offer(bytes, atNanos);
            long waitNanos = intake.waitNanos(atNanos);

            assertThat(waitNanos).as("seed %d, round %d", SEED, i).isBetween(0L, 3_600 * SECOND);
            // Beside very much it is asked again in an hour, less what a burst is worth.
            boolean isCut = waitNanos > 3_500 * SECOND;
            assertThat(isCut || intake.waitNanos(atNanos + waitNanos) == 0)
                    .as("seed %d, round %d", SEED, i)
                    .isTrue();
        }
    }

    private ShapedTraffic traffic(OfferedLoad offered, Rates rates) {
        return new ShapedTraffic(buckets, 0, offered, rates, 0);
    }

    private static OfferedLoad other(long megabits) {
        return new OfferedLoad(0, megabits * 1_000_000, 0, megabits * 1_000_000);
    }
}
