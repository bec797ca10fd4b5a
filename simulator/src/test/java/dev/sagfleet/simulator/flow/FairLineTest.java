package dev.sagfleet.simulator.flow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FairLineTest {
    private static final long[] CAPS = {1, 64_000, 2_000_000, 10_000_000, 20_000_000, 20_000_001, 500_000_000};

    private static void nothing() {}

    /** The line, and beside it the oracle that is told the same. */
    private static final class Both {
        private final FairLine line;
        private final WaterFilling oracle;
        private final Map<FairLine.Flow, WaterFilling.Pool> flows = new LinkedHashMap<>();
        private final String seed;
        private long nowMicros;

        Both(long bitsPerSecond, String seed) {
            line = new FairLine(bitsPerSecond);
            oracle = new WaterFilling(bitsPerSecond);
            this.seed = seed;
        }

        void start(long bytes, long cap) {
            flows.put(line.start(bytes, cap, FairLineTest::nothing, nowMicros), oracle.start(bytes, cap));
        }

        FairLine.Flow any(Random random) {
            return new ArrayList<>(flows.keySet()).get(random.nextInt(flows.size()));
        }

        void end(FairLine.Flow flow) {
            line.end(flow, nowMicros);
            oracle.end(requireNonNull(flows.remove(flow)));
        }

        void setCap(FairLine.Flow flow, long cap) {
            line.setCap(flow, cap, nowMicros);
            oracle.setCap(requireNonNull(flows.get(flow)), cap);
        }

        /** To where the first flow is over, if that is before then. */
        void advance(long toMicros) {
            long foreseen = Math.min(line.nextMicros(), toMicros);
            nowMicros = oracle.advance(toMicros);
            assertThat(foreseen).as("next end, %s", seed).isEqualTo(nowMicros);
            takeOver();
        }

        void takeOver() {
            List<WaterFilling.Pool> due = new ArrayList<>(oracle.over());
            for (var over = line.takeOver(nowMicros); over.isPresent(); over = line.takeOver(nowMicros)) {
                WaterFilling.Pool pool = requireNonNull(flows.remove(over.get()));
                assertThat(due.remove(pool)).as("is over, %s", seed).isTrue();
                oracle.end(pool);
            }
            assertThat(due).as("are over, %s", seed).isEmpty();
        }

        void compare() {
            flows.forEach((flow, pool) -> {
                assertThat(line.bitsPerSecond(flow)).as("rate, %s", seed).isEqualTo(pool.rate());
                assertThat(line.bytesLeft(flow, nowMicros)).as("left, %s", seed).isEqualTo(pool.bytesLeft());
            });
        }
    }

    @Test
    @DisplayName("Rates, bytes and ends are those of an exact water filling, whatever starts, ends and changes")
    void sharesAsWaterWould() {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            var both = new Both(1 + (long) (Math.pow(10, 6 * random.nextDouble()) * 10_000), "seed " + seed);
            for (int step = 0; step < 150; step++) {
                int what = both.flows.isEmpty() ? 0 : random.nextInt(10);
                if (what < 4) {
                    both.start(random.nextInt(3) == 0 ? random.nextInt(10) : random.nextLong(1L << 27), cap(random));
                    both.takeOver();
                } else if (what == 4) {
                    both.end(both.any(random));
                } else if (what == 5) {
                    both.setCap(both.any(random), cap(random));
                } else {
                    both.advance(both.nowMicros + random.nextLong(30_000_000));
                }
                both.compare();
            }
        }
    }

    private static long cap(Random random) {
        return random.nextInt(3) == 0 ? 1 + random.nextLong(200_000_000) : CAPS[random.nextInt(CAPS.length)];
    }

    @Test
    void aFlowBelowTheCommonShareHasItsCapAndTheOthersTheRest() {
        var line = new FairLine(100_000_000);
        FairLine.Flow slow = line.start(1_000_000, 10_000_000, FairLineTest::nothing, 0);
        FairLine.Flow fast = line.start(1_000_000, 500_000_000, FairLineTest::nothing, 0);
        FairLine.Flow other = line.start(1_000_000, 60_000_000, FairLineTest::nothing, 0);

        assertThat(line.bitsPerSecond(slow)).isEqualTo(10_000_000);
        assertThat(line.bitsPerSecond(fast)).isEqualTo(45_000_000);
        assertThat(line.bitsPerSecond(other)).isEqualTo(45_000_000);
    }

    @Test
    @DisplayName("Years of flows without a break overflow nothing")
    void staysExactForYears() {
        var line = new FairLine(2_000_000_000);
        long month = 30L * 86_400 * 1_000_000;
        long second = 1_000_000;
        long now = 0;
        FairLine.Flow slow = line.start(1L << 32, 1_000, FairLineTest::nothing, now);
        for (int months = 0; months < 36; months++) {
            now += month;
            FairLine.Flow linked = line.start(2_500_000, 20_000_000, FairLineTest::nothing, now);
            FairLine.Flow shared = line.start(500_000_000, 100_000_000_000L, FairLineTest::nothing, now);

            assertThat(line.nextMicros()).isEqualTo(now + second);
            assertThat(line.takeOver(now + second)).contains(linked);
            assertThat(line.bytesLeft(shared, now + second)).isEqualTo(500_000_000 - (1_980_000_000 - 1_000) / 8);
            line.end(shared, now + 2 * second);
            line.end(slow, now + 2 * second);
            slow = line.start(1L << 32, 1_000, FairLineTest::nothing, now + 2 * second);
        }
    }

    @Test
    void whatNoLineCanBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FairLine(0))
                .withMessage("bitsPerSecond: 0 (expected: 1 to 100000000000)");
        assertThatIllegalArgumentException().isThrownBy(() -> new FairLine(9).start(-1, 1, FairLineTest::nothing, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new FairLine(9).start(1, 0, FairLineTest::nothing, 0));
    }
}
