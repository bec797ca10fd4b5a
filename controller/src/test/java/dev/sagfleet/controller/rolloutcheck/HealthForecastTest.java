package dev.sagfleet.controller.rolloutcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What measuring the health of waves costs in time. */
class HealthForecastTest {
    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    private static final Duration INSTALL = Duration.ofMinutes(5);

    @ParameterizedTest
    @DisplayName(
            "R20: a wave is measured while it soaks; where it soaks for less, the forecast is longer by what is left")
    @CsvSource({"6h, 1h, PT6H", "30m, 2h, PT2H30M", "1m, 1h, PT1H15M"})
    void theForecastWaitsForFigures(String soak, String over, Duration rest) {
        RolloutPolicy policy = RolloutFile.parse(
                "test",
                "name: to all\nimage: 2.5.0\nwaves: [{count: 1, soak: " + soak + "}, {percent: 100}]\n"
                        + "health: {offered: '>= 80% of before', over: " + over + "}",
                START);
        var zones = new ZoneWindows(Optional.empty(), ZoneOffset.UTC, START);
        var work = new ForecastRun.Work(0, 0, Bandwidth.ofMegabits(10), 0, INSTALL);

        Forecast forecast = new ForecastRun(policy, List.of(zones), START).run(List.of(work, work), List.of(1, 2));

        assertThat(forecast.waves().get(1).opens()).isEqualTo(INSTALL.plus(rest));
    }
}
