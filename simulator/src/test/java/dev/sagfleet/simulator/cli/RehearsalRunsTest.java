package dev.sagfleet.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import dev.sagfleet.simulator.rehearsal.Absences;
import dev.sagfleet.simulator.rehearsal.Outcome;
import dev.sagfleet.simulator.rehearsal.Rehearsal;
import dev.sagfleet.simulator.rehearsal.Script;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalRunsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

    private static List<Script> scripts() {
        String rollout = "name: n\nimage: 2.5.0\nwaves: [{count: 3, soak: 1h}, {percent: 100}]\n";
        String fleet = "instances: [{model: SAG-1000, count: 12, bandwidth: 200, firmware: 2.4.0}]\n";
        String faults = "models: {SAG-1000: {check: 20%, power: 20%}}";
        return RehearsalRuns.seeded(
                new Script(
                        RolloutFile.parse("rollout.yaml", rollout, BEGIN),
                        new FleetDefinition("fleet.yaml", fleet, 1)
                                .blueprint()
                                .with(UpgradeFaultsFile.parse("faults.yaml", faults)),
                        1 << 20,
                        BEGIN,
                        Duration.ofDays(5),
                        Absences.typical(),
                        1),
                11,
                6);
    }

    private static List<Outcome> outcomes(int threads) throws InterruptedException {
        try (var progress = new RunsProgress(6, new PrintWriter(new StringWriter()))) {
            return RehearsalRuns.of(scripts(), any -> Rehearsal.Listener.NONE, progress, threads);
        }
    }

    @Test
    void theOutcomesAreThoseOfTheSeedsOnAnyNumberOfThreads() throws InterruptedException {
        List<Outcome> alone = outcomes(1);

        assertThat(alone.stream().map(Outcome::hash).distinct()).hasSize(6);
        assertThat(outcomes(5)).isEqualTo(alone);
    }

    @Test
    void whatGoesWrongInOneIsToldToTheCaller() {
        var broken = new Rehearsal.Listener() {
            @Override
            public void told(String line) {
                throw new IllegalStateException("a listener that fails");
            }
        };

        try (var progress = new RunsProgress(6, new PrintWriter(new StringWriter()))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> RehearsalRuns.of(
                            scripts(), number -> number == 2 ? broken : Rehearsal.Listener.NONE, progress, 2))
                    .withMessage("a listener that fails");
        }
    }
}
