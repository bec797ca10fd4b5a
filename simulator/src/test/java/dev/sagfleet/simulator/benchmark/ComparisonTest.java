package dev.sagfleet.simulator.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    /** Says what it is told, and in which turn. */
    private record Told(String name, List<String> turns, List<Double> values) implements Contender {
        @Override
        public double measure() {
            turns.add(name);
            return values.get((int) turns.stream().filter(name::equals).count() - 1);
        }

        @Override
        public void close() {}
    }

    @Test
    void measuresInTurnsAfterWarmingUpAndComparesRoundByRound() throws InterruptedException {
        List<String> turns = new ArrayList<>();
        var ours = new Told("ours", turns, List.of(1.0, 1.0, 1.0, 40.0, 10.0, 30.0));
        var bare = new Told("bare", turns, List.of(9.0, 9.0, 9.0, 80.0, 40.0, 50.0));

        Comparison found = Comparison.inTurns("s", "w", "per s", Mark.atLeast(0.5), 3, ours, bare);

        assertThat(turns.subList(6, 12)).containsExactly("ours", "bare", "bare", "ours", "ours", "bare");
        assertThat(found.ours()).isEqualTo(new Spread(10, 30, 40));
        assertThat(found.baseline()).isEqualTo(new Spread(40, 50, 80));
        assertThat(found.ratio()).isEqualTo(new Spread(0.25, 0.5, 0.6));
        assertThat(found.isMet()).isTrue();
    }

    @Test
    void aMarkIsTheLeastForSpeedAndTheMostForMemory() {
        assertThat(Mark.atLeast(0.4).isMetBy(0.4)).isTrue();
        assertThat(Mark.atLeast(0.4).isMetBy(0.39)).isFalse();
        assertThat(Mark.atMost(1.6).isMetBy(1.6)).isTrue();
        assertThat(Mark.atMost(1.6).isMetBy(1.61)).isFalse();
        assertThat(Mark.atLeast(0.4)).hasToString(">= 0.40");
        assertThat(Mark.atMost(1.6)).hasToString("<= 1.60");
    }
}
