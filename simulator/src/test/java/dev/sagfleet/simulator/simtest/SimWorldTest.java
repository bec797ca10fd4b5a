package dev.sagfleet.simulator.simtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.simulator.fault.FaultRates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimWorldTest {
    private static SimResult run(SimOptions options) {
        return SimWorld.run(options, line -> {});
    }

    @Test
    void someWorldsWithAllFaultsBreakNothing() {
        assertThat(LongStream.rangeClosed(1, 25)
                        .mapToObj(seed -> run(SimOptions.of(seed)))
                        .filter(SimResult::isBroken)
                        .map(SimResult::violations))
                .isEmpty();
    }

    @Test
    void theSameSeedTellsTheSameStoryAndAnotherOneAnother() {
        List<String> story = new ArrayList<>();
        SimOptions options = SimOptions.of(3).withMinutes(5);

        SimResult first = SimWorld.run(options, story::add);

        List<String> again = new ArrayList<>();
        assertThat(SimWorld.run(options, again::add).hash()).isEqualTo(first.hash());
        assertThat(again).isEqualTo(story).hasSize((int) first.lines());
        assertThat(run(options.withSeed(4)).hash()).isNotEqualTo(first.hash());
    }

    @Test
    void withoutFaultsNoneComesAbout() {
        SimResult result = run(SimOptions.of(5).withFaults(FaultRates.NONE));

        assertThat(result.violations()).isEmpty();
        Map<String, Map<String, Long>> counts = result.coverage().counts();
        assertThat(counts.getOrDefault("fault", Map.of()).values()).isNotEmpty().containsOnly(0L);
        assertThat(counts.getOrDefault("store", Map.of()).values()).isNotEmpty().containsOnly(0L);
    }
}
