package dev.sagfleet.simulator.world;

import static dev.sagfleet.simulator.world.RolloutStage.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Health;
import dev.sagfleet.controller.rollout.HealthFigures;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutState;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Boxes of pairs among others: with each upgrade their traffic goes from one to the other. */
class HealthOfPairsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Health HEALTH = new Health(Fraction.ofPercent(80), HOUR, Fraction.ofPercent(10));

    private final RolloutStage stage = new RolloutStage(
            """
                      - {model: SAG-1000, count: 10, bandwidth: 200, firmware: 2.4.0, ha: warm_backup}
                      - {model: SAG-100WM, count: 20, bandwidth: 20, firmware: 2.4.0}
                    """);

    @Test
    @DisplayName(
            "R11: what goes over to the other box of a pair halts nobody; such boxes are counted as saying nothing")
    void pairsSayNothing() {
        stage.world().reportTraffic(Duration.ofMinutes(5));
        String id = stage.create(HealthGateTest.policy(HEALTH, 20, Duration.ZERO));
        stage.approveAndStart(id);

        Rollout done = stage.await(id, RolloutState.FINISHED, Duration.ofHours(12));
        assertThat(stage.running(NEW)).isEqualTo(40);
        assertThat(done.waves())
                .extracting(wave -> wave.checkup().figures().orElseThrow())
                .allSatisfy(figures ->
                        assertThat(figures.reporting() + figures.idle()).isEqualTo(figures.asked()));
        assertThat(done.waves().stream()
                        .map(wave -> wave.checkup().figures().orElseThrow())
                        .mapToInt(HealthFigures::idle)
                        .sum())
                .as("boxes of pairs among those that had run the image for long enough")
                .isBetween(15, 20);
    }
}
