package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of the devices of a rehearsal beside what its rollout counts. */
class RehearsalLossesTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

    private static final String AT_ONCE =
            """
            name: rehearsed
            image: 2.5.0
            waves: [{percent: 100}]
            advance: {success: 1%}
            halt: {failures: 99%, least: 1000}
            """;

    private static final String CAREFUL =
            """
            name: rehearsed
            image: 2.5.0
            waves: [{name: canary, count: 8, soak: 12h}, {percent: 100}]
            advance: {success: 90%}
            halt: {failures: 10%, least: 1}
            """;

    private static Outcome outcome(String rollout, String firmware, String faults) {
        return Rehearsal.run(script(rollout, firmware, faults), Rehearsal.Listener.NONE);
    }

    private static Script script(String rollout, String firmware, String faults) {
        String file =
                """
                region: cn-shanghai
                ccn: {name: ccn}
                instances:
                  - {model: SAG-1000, count: 20, bandwidth: 200, firmware: VERSION}
                delays: {SAG-1000: {boot: 60s, connect: 0, verify: 2s, install: 10s}}
                """;
        var fleet = new FleetDefinition("fleet.yaml", file.replace("VERSION", firmware), 1)
                .blueprint()
                .with(UpgradeFaultsFile.parse("faults.yaml", faults));
        return new Script(
                RolloutFile.parse("rollout.yaml", rollout, BEGIN),
                fleet,
                16L << 20,
                BEGIN,
                Duration.ofDays(2),
                Absences.NONE,
                1);
    }

    private static double minutes(Outcome outcome) {
        return outcome.losses().withoutAccelerationMillis() / 60_000.0;
    }

    @Test
    void eachDeviceIsWithoutAccelerationWhileItBoots() {
        Outcome outcome = outcome(AT_ONCE, "2.4.0", "models: {}");

        assertThat(minutes(outcome)).isBetween(20.0, 21.0);
        assertThat(outcome.losses().fellBack()).isZero();
        assertThat(outcome.losses().lost()).isZero();
        assertThat(outcome.hits()).isEmpty();
        assertThat(Figure.of(List.of(outcome))).doesNotContain(Figure.HIT);
    }

    @Test
    void whoCouldNotAccelerateBeforeHasNothingToLose() {
        assertThat(minutes(outcome(AT_ONCE, "2.3.0", "models: {}"))).isZero();
    }

    @Test
    void whoFallsBackIsCountedAndWasAwayForLonger() {
        Outcome outcome = outcome(AT_ONCE, "2.4.0", "models: {SAG-1000: {boot: 100%}}");

        assertThat(outcome.losses().fellBack()).isEqualTo(20);
        assertThat(outcome.rollout().counts().failed()).isEqualTo(20);
        assertThat(minutes(outcome)).isGreaterThan(40);
    }

    @Test
    void whoIsNotHeardOfAgainIsLostAndIsWithoutAccelerationToTheEnd() {
        Outcome outcome = outcome(AT_ONCE, "2.4.0", "models: {SAG-1000: {never: 100%}}");

        assertThat(outcome.losses().lost()).isEqualTo(20);
        assertThat(outcome.losses().fellBack()).isZero();
        assertThat(minutes(outcome)).isCloseTo(20.0 * outcome.took().toMinutes(), withPercentage(10));
    }

    @Test
    void aBadImageThatCrashesLateIsCaughtByTheCanaryWhileItSoaks() {
        Outcome outcome = outcome(CAREFUL, "2.4.0", "images: [{version: 2.5.0, crash@6h: 100%}]");

        assertThat(outcome.caught()).contains(Outcome.Catch.CAUGHT);
        assertThat(outcome.haltedWave()).hasValue(1);
        Outcome.Hits hits = outcome.hits().orElseThrow();
        assertThat(hits.devices()).isEqualTo(8);
        assertThat(hits.beforeHalt()).isEqualTo(8);
        assertThat(hits.first()).hasValueSatisfying(first -> assertThat(first).isLessThan(Duration.ofMinutes(5)));
        assertThat(outcome.halt().map(Outcome.Halted::after))
                .hasValueSatisfying(halt -> assertThat(halt).isGreaterThan(Duration.ofHours(6)));
        int fellBack = outcome.losses().fellBack();
        assertThat(fellBack).isPositive().isEqualTo(outcome.rollout().counts().failed());
        assertThat(outcome.rollout().counts().succeeded()).isEqualTo(8 - fellBack);
    }

    @Test
    void whoCrashesAfterTheCommitIsNoLongerUpgraded() {
        String slow = AT_ONCE + "pace: {perMinute: 1, inFlight: 1}\n";
        Outcome well = outcome(slow, "2.4.0", "models: {}");
        Outcome outcome = outcome(slow, "2.4.0", "models: {SAG-1000: {crash@10m: 100%}}");

        assertThat(well.times().most()).isPresent();
        assertThat(outcome.losses().fellBack()).isBetween(2, 19);
        assertThat(outcome.rollout().counts().failed())
                .isEqualTo(outcome.losses().fellBack());
        assertThat(outcome.times().most()).isEmpty();
    }

    @Test
    void whatAnImageDoesAfterTheEndIsCountedWhileItIsWatched() {
        Script script = script(AT_ONCE, "2.4.0", "images: [{version: 2.5.0, crash@6h: 100%}]");
        Outcome unwatched = Rehearsal.run(script, Rehearsal.Listener.NONE);
        Outcome watched = Rehearsal.run(script.withWatch(Duration.ofHours(24)), Rehearsal.Listener.NONE);
        Outcome bounded = Rehearsal.run(script.withWatch(Duration.ofDays(9)), Rehearsal.Listener.NONE);

        assertThat(unwatched.losses().fellBack()).isZero();
        assertThat(unwatched.afterwards()).isEmpty();
        assertThat(watched.took()).isEqualTo(unwatched.took());
        assertThat(watched.losses().fellBack()).isEqualTo(20);
        assertThat(watched.afterwards()).contains(new Outcome.Afterwards(Duration.ofHours(24), 20));
        assertThat(watched.caught()).contains(Outcome.Catch.MISSED);
        assertThat(watched.times().half()).isEmpty();
        assertThat(watched.rollout().counts().failed()).isEqualTo(20);
        assertThat(watched.hash()).isNotEqualTo(unwatched.hash());
        assertThat(bounded.end())
                .isBetween(
                        BEGIN.plus(script.bound()), BEGIN.plus(script.bound()).plusSeconds(1));
    }

    @Test
    void theWaveThatObjectsIsNamedAlsoIfItWasPassedLongAgo() {
        String quick = CAREFUL.replace("soak: 12h", "soak: 50m") + "pace: {perMinute: 1}\n";
        Outcome outcome = outcome(quick, "2.4.0", "images: [{version: 2.5.0, crash@60m: 100%}]");

        assertThat(outcome.haltedWave()).hasValue(1);
        assertThat(outcome.halt().map(Outcome.Halted::touched))
                .hasValueSatisfying(touched -> assertThat(touched).isBetween(9, 19));
    }

    @Test
    void aBadImageThatIsBadForNobodyHereIsNotMetAndOneWithoutAGateIsMissed() {
        Outcome unmet = outcome(CAREFUL, "2.4.0", "images: [{version: 2.5.0, model: SAG-100WM, check: 100%}]");
        Outcome missed = outcome(AT_ONCE, "2.4.0", "images: [{version: 2.5.0, check: 50%}]");

        assertThat(unmet.caught()).contains(Outcome.Catch.NOT_MET);
        assertThat(unmet.hits().flatMap(Outcome.Hits::first)).isEqualTo(Optional.empty());
        assertThat(missed.caught()).contains(Outcome.Catch.MISSED);
        assertThat(missed.hits().orElseThrow().devices()).isBetween(4, 16);
        assertThat(missed.losses().fellBack())
                .isEqualTo(missed.hits().orElseThrow().devices());
    }
}
