package dev.sagfleet.agent.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Holds the closed form for evenly arriving traffic against the packets that it stands for. */
class EvenTrafficTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final long SECOND = 1_000_000_000;
    private static final int PACKET_BYTES = 100;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void closedFormPassesWhatPacketByPacketPasses() {
        for (int trial = 0; trial < 1_000; trial++) {
            long kilobitsPerSecond = 1 + random.nextLong(100_000_000L >> random.nextInt(27));
            TokenBuckets buckets = new TokenBuckets(1);
            buckets.set(0, Bandwidth.ofKilobits(kilobitsPerSecond), 0);
            ExactBucket exact = new ExactBucket();
            exact.set(kilobitsPerSecond, 5, 0);
            long nowNanos = 0;
            long passed = 0;
            long packetsPassed = 0;
            for (int interval = 1; interval <= 4; interval++) {
                int packets = random.nextInt(5_000);
                // From an eighth of the rate to eight times the rate.
                double packetNanos =
                        PACKET_BYTES * 8e6 / kilobitsPerSecond * StrictMath.pow(8, random.nextDouble(-1, 1));
                long untilNanos = nowNanos + (long) (packets * packetNanos) + 1;

                passed += pass(buckets, (long) packets * PACKET_BYTES, nowNanos, untilNanos);
                packetsPassed += passPackets(exact, packets, nowNanos, untilNanos);

                assertThat(passed)
                        .as("seed %d, trial %d, interval %d", SEED, trial, interval)
                        .isBetween(
                                (packetsPassed - 2L * interval) * PACKET_BYTES,
                                (packetsPassed + 2L * interval) * PACKET_BYTES);
                nowNanos = untilNanos;
            }
        }
    }

    @Test
    void creditIsWhatWasSavedAndWhatIsEarned() {
        TokenBuckets buckets = new TokenBuckets(1);
        buckets.set(0, Bandwidth.ofMegabits(8), 0);

        assertThat(buckets.available(0, SECOND, 2 * SECOND)).isEqualTo(5_000 + 1_000_000);

        buckets.debit(0, 1_000_000, SECOND, 2 * SECOND);
        assertThat(buckets.creditBytes(0, 2 * SECOND)).isEqualTo(5_000);
        buckets.debit(0, 1_005_000, 2 * SECOND, 3 * SECOND);
        assertThat(buckets.creditBytes(0, 3 * SECOND)).isZero();
    }

    @Test
    void nothingBeyondTheAvailableIsDebited() {
        TokenBuckets buckets = new TokenBuckets(2);
        buckets.set(0, Bandwidth.ofMegabits(8), 0);

        assertThatIllegalArgumentException().isThrownBy(() -> buckets.debit(0, 1_005_001, SECOND, 2 * SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.debit(0, -1, SECOND, 2 * SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.debit(1, 1, SECOND, 2 * SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> buckets.available(0, SECOND, SECOND - 1));
    }

    @Test
    void yearAtTheHighestRateDoesNotOverflow() {
        TokenBuckets buckets = new TokenBuckets(1);
        long year = 365 * 24 * 3_600 * SECOND;
        buckets.set(0, Bandwidth.ofMegabits(100_000), 0);
        long yearBytes = 12_500_000_000L * 365 * 24 * 3_600;

        assertThat(buckets.available(0, year, 2 * year)).isEqualTo(yearBytes + 62_500_000);
        buckets.debit(0, yearBytes + 62_500_000, year, 2 * year);
        assertThat(buckets.available(0, 2 * year, 3 * year)).isEqualTo(yearBytes);
    }

    @Test
    void intervalMayLieBeforeTheLatestTimeOfTheStore() {
        TokenBuckets buckets = new TokenBuckets(2);
        buckets.set(0, Bandwidth.ofMegabits(8), 0);
        buckets.set(1, Bandwidth.ofMegabits(8), 0);
        buckets.debit(0, 0, 0, 10 * SECOND);

        assertThat(buckets.available(1, 0, SECOND)).isEqualTo(2_500 + 1_000_000);
    }

    @Test
    void shareOfAWholeIsExactBeyondSixtyFourBits() {
        for (int i = 0; i < 100_000; i++) {
            long whole = 1 + random.nextLong(1L << random.nextInt(1, 63));
            long part = random.nextLong(whole + 1);
            long room = random.nextLong(whole + 1);

            BigInteger product = BigInteger.valueOf(part).multiply(BigInteger.valueOf(room));

            assertThat(Share.of(room, part, whole))
                    .as("seed %d: %d * %d / %d", SEED, room, part, whole)
                    .isEqualTo(product.divide(BigInteger.valueOf(whole)).longValueExact());
        }
    }

    @Test
    void flowLosesNoBitHoweverItIsCut() {
        for (int trial = 0; trial < 1_000; trial++) {
            long bitsPerSecond = random.nextLong(1 + (OfferedLoad.BITS_PER_SECOND_MAX >> random.nextInt(37)));
            EvenFlow flow = new EvenFlow();
            flow.setRate(bitsPerSecond);
            long nanos = 0;
            long bytes = 0;
            for (int i = 0; i < 100; i++) {
                long interval = random.nextLong(1 + (EvenFlow.INTERVAL_NANOS_MAX >> random.nextInt(46)));
                nanos += interval;
                bytes += flow.bytes(interval);
            }

            BigInteger nanobits = BigInteger.valueOf(bitsPerSecond).multiply(BigInteger.valueOf(nanos));

            assertThat(bytes)
                    .as("seed %d: %d bit/s for %d ns", SEED, bitsPerSecond, nanos)
                    .isEqualTo(nanobits.divide(BigInteger.valueOf(8 * SECOND)).longValueExact());
        }
    }

    private static long pass(TokenBuckets buckets, long offered, long fromNanos, long toNanos) {
        long passed = Math.min(offered, buckets.available(0, fromNanos, toNanos));
        buckets.debit(0, passed, fromNanos, toNanos);
        return passed;
    }

    private static long passPackets(ExactBucket exact, int packets, long fromNanos, long toNanos) {
        long passed = 0;
        for (long i = 0; i < packets; i++) {
            long atNanos = fromNanos
                    + BigInteger.valueOf(toNanos - fromNanos)
                            .multiply(BigInteger.valueOf(2 * i + 1))
                            .divide(BigInteger.valueOf(2L * packets))
                            .longValueExact();
            if (exact.waitNanosMin(PACKET_BYTES, atNanos) == 0) {
                exact.debit(PACKET_BYTES);
                passed++;
            }
        }
        return passed;
    }
}
