package dev.sagfleet.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedTest {
    private static final Seed ROOT = new Seed(42);

    @Test
    void theSamePathGivesTheSameNumbers() {
        assertThat(ROOT.at("device").at(7).bits("fault", 3))
                .isEqualTo(new Seed(42).at("device").at(7).bits("fault", 3));
    }

    @Test
    void numbersAreTheSameInEveryRelease() {
        assertThat(ROOT.bits("fault")).isEqualTo(-7635769321884721105L);
        assertThat(ROOT.at(7).fraction("fault", 2)).isEqualTo(0.42100198450815196);
        assertThat(ROOT.stream("fault").nextLong()).isEqualTo(-26997484786856715L);
    }

    @Test
    void everyPartOfThePathMatters() {
        Set<Long> draws = Set.of(
                ROOT.bits("fault"),
                new Seed(43).bits("fault"),
                ROOT.bits("fault", 1),
                ROOT.bits("delay"),
                ROOT.at(1).bits("fault"),
                ROOT.at("1").bits("fault"),
                ROOT.at(1).at(2).bits("fault"),
                ROOT.at(2).at(1).bits("fault"));

        assertThat(draws).hasSize(8);
    }

    @Test
    void textsThatLookAlikeAreDifferentKeys() {
        assertThat(ROOT.at("ab").at("c")).isNotEqualTo(ROOT.at("a").at("bc"));
        assertThat(ROOT.at("")).isNotEqualTo(ROOT.at("\0")).isNotEqualTo(ROOT);
        assertThat(ROOT.at("ab")).isNotEqualTo(ROOT.at("ba"));
    }

    @Test
    void neighboursShareNoNumbers() {
        Set<Long> draws = new HashSet<>();
        double sum = 0;
        int[] tenths = new int[10];
        for (int i = 0; i < 100_000; i++) {
            Seed device = ROOT.at(i);
            draws.add(device.bits("fault"));
            double fraction = device.fraction("fault");
            assertThat(fraction).isGreaterThanOrEqualTo(0).isLessThan(1);
            sum += fraction;
            tenths[(int) (fraction * 10)]++;
        }

        assertThat(draws).hasSize(100_000);
        assertThat(sum / 100_000).isBetween(0.495, 0.505);
        assertThat(Arrays.stream(tenths).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(9_600, 10_400));
    }

    @Test
    void halfTheBitsChangeWithTheLastBitOfTheKey() {
        long changed = 0;
        for (int i = 0; i < 10_000; i++) {
            changed += Long.bitCount(
                    ROOT.at(2L * i).bits("fault") ^ ROOT.at(2L * i + 1).bits("fault"));
        }

        assertThat(changed / 10_000.0).isBetween(31.5, 32.5);
    }

    @Test
    void aStreamStartsAfreshEachTime() {
        assertThat(ROOT.stream("load").longs(5).toArray())
                .isEqualTo(ROOT.stream("load").longs(5).toArray())
                .isNotEqualTo(ROOT.stream("delay").longs(5).toArray())
                .doesNotHaveDuplicates();
    }
}
