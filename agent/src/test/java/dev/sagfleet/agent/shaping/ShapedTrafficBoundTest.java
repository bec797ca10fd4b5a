package dev.sagfleet.agent.shaping;

import static dev.sagfleet.agent.shaping.Direction.UPLINK;
import static dev.sagfleet.agent.shaping.TrafficClass.ACCELERATED;
import static dev.sagfleet.agent.shaping.TrafficClass.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Holds what a device passes against a ledger of what its rates allowed, over all windows. */
class ShapedTrafficBoundTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);

    @Test
    void noWindowPassesMoreThanTheBurstAndItsRates() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int run = 0; run < 500; run++) {
            long nowNanos = 0;
            long instance = 1 + random.nextLong(500);
            long acceleration = 1 + random.nextLong(500);
            ShapedTraffic traffic = new ShapedTraffic(
                    new TokenBuckets(Traffic.BUCKETS),
                    0,
                    new OfferedLoad(700_000_000, 300_000_000, 0, 0),
                    accelerating(instance, acceleration),
                    0);
            Ledger all = new Ledger();
            Ledger accelerated = new Ledger();
            for (int step = 0; step < 200; step++) {
                long nanos = random.nextLong(1L << random.nextInt(1, 32));
                nowNanos += nanos;
                traffic.advance(nowNanos);
                all.add(passed(traffic, ACCELERATED) + passed(traffic, OTHER), instance * nanos);
                accelerated.add(passed(traffic, ACCELERATED), acceleration * nanos);

                // The largest burst is 5 ms of 500 Mbit/s.
                assertThat(all.excessMillibits())
                        .as("seed %d, run %d", SEED, run)
                        .isLessThanOrEqualTo(2_500_000_000L);
                assertThat(accelerated.excessMillibits())
                        .as("seed %d, run %d", SEED, run)
                        .isLessThanOrEqualTo(2_500_000_000L);

                switch (random.nextInt(4)) {
                    case 0 -> traffic.setForwarding(random.nextBoolean(), nowNanos);
                    case 1 -> {
                        instance = 1 + random.nextLong(500);
                        acceleration = 1 + random.nextLong(500);
                        traffic.setRates(accelerating(instance, acceleration), nowNanos);
                    }
                    case 2 -> {
                        traffic.setRates(withoutAcceleration(instance), nowNanos);
                        traffic.setRates(accelerating(instance, acceleration), nowNanos);
                    }
                    default -> {}
                }
            }
        }
    }

    /** The largest excess of passed traffic over the rates, of all windows that end now. */
    private static final class Ledger {
        private long ratesMillibits;
        private long lowestMillibits;
        private long balanceMillibits;

        /** Takes the bytes passed so far, and what the rate allowed since the last time: 1 Mbit/s is a millibit a ns. */
        void add(long passedBytes, long millibits) {
            ratesMillibits += millibits;
            lowestMillibits = Math.min(lowestMillibits, balanceMillibits);
            balanceMillibits = passedBytes * 8_000 - ratesMillibits;
        }

        long excessMillibits() {
            return balanceMillibits - lowestMillibits;
        }
    }

    private static long passed(ShapedTraffic traffic, TrafficClass trafficClass) {
        return traffic.counters().of(trafficClass, UPLINK).passedBytes();
    }

    private static Rates accelerating(long instanceMegabits, long accelerationMegabits) {
        return new Rates(
                Bandwidth.ofMegabits(instanceMegabits), Optional.of(Bandwidth.ofMegabits(accelerationMegabits)));
    }

    private static Rates withoutAcceleration(long instanceMegabits) {
        return new Rates(Bandwidth.ofMegabits(instanceMegabits), Optional.empty());
    }
}
