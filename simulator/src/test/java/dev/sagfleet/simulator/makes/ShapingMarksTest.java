package dev.sagfleet.simulator.makes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShapingMarksTest {
    private static final Duration SPAN = Duration.ofSeconds(10);

    @Test
    void slowRatesHaveABurstOfTwoFrames() {
        var marks = new ShapingMarks(Bandwidth.ofMegabits(2));

        assertThat(marks.burstBytes()).isEqualTo(3_028);
        assertThat(marks.quantumBytes()).isEqualTo(1_514);
        assertThat(marks.aboveBytesMax()).isEqualTo(3_028 + 1_250 + 1_514);
        assertThat(marks.deviationMax(SPAN)).isCloseTo(0.001 + 1_514 / 2_500_000.0, within(1e-12));
        assertThat(marks.waitMax()).isEqualTo(Duration.ofNanos(12_112_000));
    }

    @Test
    void othersHaveFiveMillisecondsOfTheirRate() {
        var marks = new ShapingMarks(Bandwidth.ofMegabits(500));

        assertThat(marks.burstBytes()).isEqualTo(312_500);
        assertThat(marks.quantumBytes()).isEqualTo(156_250);
        assertThat(marks.aboveBytesMax()).isEqualTo(312_500 + 312_500 + 156_250);
        assertThat(marks.deviationMax(SPAN)).isCloseTo(0.001 + 0.00025, within(1e-12));
        assertThat(marks.waitMax()).isEqualTo(Duration.ofMillis(5));
    }
}
