package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import dev.sagfleet.simulator.link.LinkAssumptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharedUplinkTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final long SIZE = 64L << 20;

    /** From the last byte to the commit: all of it takes as long each time. */
    private static final double AFTER_SECONDS = 2 + 10 + 8;

    private static Script script(String pace, String faults, Optional<Bandwidth> uplink) {
        String rollout =
                """
                name: rehearsed
                image: 2.5.0
                waves: [{percent: 100}]
                advance: {success: 1%}
                halt: {failures: 99%, least: 1000}
                """;
        String fleet =
                """
                region: cn-shanghai
                ccn: {name: ccn}
                instances:
                  - {model: SAG-100WM, count: 40, bandwidth: 20, firmware: 2.4.0, load: {accelerated: 0, other: 0}}
                delays: {SAG-100WM: {boot: 8s, connect: 0, verify: 2s, install: 10s}}
                """;
        return new Script(
                        RolloutFile.parse("rollout.yaml", rollout + "pace: {" + pace + "}\n", BEGIN),
                        new FleetDefinition("fleet.yaml", fleet, 1)
                                .blueprint()
                                .with(UpgradeFaultsFile.parse("faults.yaml", faults)),
                        SIZE,
                        BEGIN,
                        Duration.ofDays(30),
                        Absences.NONE,
                        5)
                .with(new LinkAssumptions(Map.of(), uplink));
    }

    private static double seconds(Script script) {
        Outcome outcome = Rehearsal.run(script, Rehearsal.Listener.NONE);
        assertThat(outcome.rollout().state()).isEqualTo(RolloutState.FINISHED);
        assertThat(outcome.rollout().counts().succeeded()).isEqualTo(40);
        return outcome.took().toMillis() / 1e3;
    }

    @Test
    @DisplayName("All at once over a line that is too narrow end when it has carried all bytes, within 0.5 %")
    void aFullLineEndsWhenItMust() {
        var uplink = Optional.of(Bandwidth.ofMegabits(100));

        double found = seconds(script("perMinute: 1000000, inFlight: 500", "models: {}", uplink));

        assertThat(found).isCloseTo(40 * SIZE * 8 / 100e6 + AFTER_SECONDS, withPercentage(0.5));
    }

    @Test
    @DisplayName("In the order of their starts on a line that is always full they end when it has carried all bytes")
    void aLineThatStaysFullEndsWhenItMust() {
        var uplink = Optional.of(Bandwidth.ofKilobits(15_500));

        // One starts each 30 s with up to 20 Mbit/s, and needs 35 s of the line: the line is full from the first on.
        double found = seconds(script("perMinute: 2, inFlight: 500", "models: {}", uplink));

        assertThat(found).isCloseTo(40 * SIZE * 8 / 15.5e6 + AFTER_SECONDS, withPercentage(0.5));
    }

    @Test
    void aLineWithRoomForAllChangesNothing() {
        Outcome without = Rehearsal.run(
                script("perMinute: 30, inFlight: 500", "models: {}", Optional.empty()), Rehearsal.Listener.NONE);
        Outcome with = Rehearsal.run(
                script("perMinute: 30, inFlight: 500", "models: {}", Optional.of(Bandwidth.ofMegabits(1000))),
                Rehearsal.Listener.NONE);

        assertThat(with.took().toMillis()).isCloseTo(without.took().toMillis(), withPercentage(0.1));
        assertThat(with.lines()).isEqualTo(without.lines());
    }

    @Test
    @DisplayName("Downloads that stall, break off and lose their power on a narrow line go on where they were")
    void whatGoesWrongOnTheWayIsMadeUpFor() {
        String often = "models: {SAG-100WM: {drop: 20%, stall: 10%, power: 90%, range: 10%}}";
        var uplink = Optional.of(Bandwidth.ofMegabits(60));
        Script script = script("perMinute: 1000000, inFlight: 500", often, uplink);

        Outcome once = Rehearsal.run(script, Rehearsal.Listener.NONE);

        assertThat(Rehearsal.run(script, Rehearsal.Listener.NONE)).isEqualTo(once);
        assertThat(once.hasEnded()).isTrue();
        assertThat(once.peakBitsPerSecond()).isEqualTo(60_000_000);
        assertThat(once.rollout().counts().succeeded()).isGreaterThan(30);
    }
}
