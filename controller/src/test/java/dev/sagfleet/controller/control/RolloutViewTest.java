package dev.sagfleet.controller.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.rollout.Barred;
import dev.sagfleet.controller.rollout.Checkup;
import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Flow;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.HealthFigures;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.Membership;
import dev.sagfleet.controller.rollout.Opening;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.Transition;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a rollout waits for, and until when, as the control API shows it. */
class RolloutViewTest {
    private static final long NOW = 1_000_000;
    private static final WavePlan PLAN =
            WavePlan.of(new WaveSize.Cumulative(Fraction.ofPercent(100))).soaking(Duration.ofSeconds(30));
    private static final RolloutPolicy POLICY =
            RolloutPolicy.of("to all", FirmwareVersion.parse("2.5.0"), List.of(PLAN));

    private static Counts counts(int waiting, int active, int succeeded) {
        return new Counts(waiting, active, succeeded, 0, 0, 0, 0, 0, 0);
    }

    private static Wave wave(Hold hold, Counts counts, long metMillis) {
        return wave(hold, counts, metMillis, Checkup.NONE);
    }

    private static Wave wave(Hold hold, Counts counts, long metMillis, Checkup checkup) {
        return wave(Wave.Stage.OPEN, hold, counts, Barred.NONE, metMillis, checkup);
    }

    private static Wave wave(
            Wave.Stage stage, Hold hold, Counts counts, Barred barred, long metMillis, Checkup checkup) {
        return new Wave(0, 10, stage, hold, counts, barred, 0, false, NOW - 100, metMillis, checkup);
    }

    private static Rollout rollout(RolloutPolicy policy, RolloutState state, Wave wave, int working, Opening opening) {
        var membership = new Membership(10, 10, Optional.of(Digest.ofText("members")), Optional.empty());
        return new Rollout(
                new Origin("ro-1", 7, 1),
                policy,
                1,
                Optional.empty(),
                membership,
                List.of(),
                new Transition(state, 2, "ann", "started"),
                2,
                0,
                Counts.NONE,
                List.of(wave),
                0,
                new Flow(working, 0, 0),
                List.of(opening),
                List.of(),
                PhaseClock.NEVER);
    }

    private static Opening always() {
        return new Opening(ZoneOffset.UTC, 0, PhaseClock.NEVER, PhaseClock.NEVER, 0, 0, 0);
    }

    private static String waits(Rollout rollout) {
        return RolloutView.whole(rollout, NOW).path("waitsFor").toString();
    }

    private static String waits(RolloutState state, Hold hold, int working) {
        return waits(rollout(POLICY, state, wave(hold, counts(5, working, 5), NOW - 10_000), working, always()));
    }

    @Test
    void aSoakIsWaitedForUntilItsEnd() {
        assertThat(waits(RolloutState.RUNNING, Hold.SOAK, 0))
                .isEqualTo("[{\"for\":\"soak\",\"wave\":1,\"untilMillis\":" + (NOW - 10_000 + 30_000) + "}]");
    }

    @ParameterizedTest
    @EnumSource(
            value = Hold.class,
            names = {"RESULTS", "HEALTH", "APPROVAL", "LIMBO", "EMPTY"})
    void whatElseAWaveWaitsForIsSaidWithItsNumber(Hold hold) {
        assertThat(waits(RolloutState.RUNNING, hold, 0))
                .isEqualTo("[{\"for\":\"" + ListFilters.label(hold) + "\",\"wave\":1}]");
    }

    /** What the health is waited for, and what was found of it so far, is said in numbers and in words. */
    @Test
    void theHealthOfAWaveIsSaidWithItsFigures() {
        RolloutPolicy measuring = RolloutFile.parse(
                "test",
                "name: to all\nimage: 2.5.0\nwaves: [{percent: 100}]\nhealth: {offered: '>= 80% of before', over: 1m}",
                Instant.EPOCH);
        var figures = new HealthFigures(20, 6, 3, Optional.of(1_000L), Optional.of(620L));
        Wave wave = wave(
                Hold.HEALTH,
                counts(0, 0, 20),
                NOW - 10_000,
                new Checkup(Wave.Verdict.INCONCLUSIVE, NOW + 60_000, Optional.of(figures), NOW - 5));
        Rollout rollout = rollout(measuring, RolloutState.RUNNING, wave, 0, always());

        String found = "6 of 20 devices reported, 3 had no traffic to compare with, 50% required";
        assertThat(waits(rollout))
                .isEqualTo("[{\"for\":\"health\",\"wave\":1,\"found\":\"" + found + "\",\"untilMillis\":"
                        + (NOW + 60_000) + "}]");
        JsonNode shown = RolloutView.whole(rollout, NOW).path("waves").path(0);
        assertThat(shown.path("health").textValue()).isEqualTo("inconclusive");
        assertThat(shown.path("healthFigures"))
                .hasToString("{\"atMillis\":" + (NOW - 5) + ",\"asked\":20,\"reporting\":6,\"idle\":3,"
                        + "\"bytesPerHourBefore\":1000,\"bytesPerHourSince\":620,\"text\":\"" + found + "\"}");
    }

    @Test
    void whoMeasuresWaitsUntilItIsKnownWhatWasCarriedBefore() {
        RolloutPolicy measuring = RolloutFile.parse(
                "test",
                "name: to all\nimage: 2.5.0\nwaves: [{percent: 100}]\nhealth: {offered: '>= 80% of before', over: 1h}",
                Instant.EPOCH);
        Wave wave = wave(Hold.RESULTS, counts(10, 0, 0), PhaseClock.NEVER);

        // It was created in the first millisecond.
        assertThat(waits(rollout(measuring, RolloutState.RUNNING, wave, 0, always())))
                .isEqualTo("[{\"for\":\"traffic\",\"untilMillis\":" + (1 + 75 * 60_000) + "}]");
    }

    @Test
    void whoCannotGoOnIsSaidWithTheReasonAndHowManyTheyAre() {
        var barred = new Barred(3, 2);
        Rollout open = rollout(
                POLICY,
                RolloutState.RUNNING,
                wave(Wave.Stage.OPEN, Hold.NO_IMAGE, counts(5, 0, 5), barred, PhaseClock.NEVER, Checkup.NONE),
                0,
                always());

        String reasons = "[{\"for\":\"no_image\",\"wave\":1,\"members\":3},"
                + "{\"for\":\"no_window\",\"wave\":1,\"members\":2}]";
        assertThat(waits(open)).isEqualTo(reasons);
        assertThat(RolloutView.whole(open, NOW).path("waves").path(0).path("barred"))
                .hasToString("{\"noImage\":3,\"noWindow\":2}");
    }

    @Test
    void whoCannotGoOnInAWaveThatHasPassedIsSaidAsWell() {
        Wave passed = wave(Wave.Stage.PASSED, Hold.NO_WINDOW, counts(2, 0, 8), new Barred(0, 2), NOW, Checkup.NONE);

        assertThat(waits(rollout(POLICY, RolloutState.RUNNING, passed, 0, always())))
                .isEqualTo("[{\"for\":\"no_window\",\"wave\":1,\"members\":2}]");
    }

    @Test
    void whoIsHeldWaitsForAPersonAndForWhatHasBegun() {
        assertThat(waits(RolloutState.PAUSED, Hold.RESULTS, 0)).isEqualTo("[{\"for\":\"resume\"}]");
        assertThat(waits(RolloutState.HALTED, Hold.RESULTS, 3))
                .isEqualTo("[{\"for\":\"resume\"},{\"for\":\"results\"}]");
        assertThat(waits(RolloutState.CANCELLED, Hold.RESULTS, 1)).isEqualTo("[{\"for\":\"results\"}]");
        assertThat(waits(RolloutState.CANCELLED, Hold.RESULTS, 0)).isEqualTo("[]");
        assertThat(waits(RolloutState.SCHEDULED, Hold.RESULTS, 0)).isEqualTo("[{\"for\":\"start\"}]");
    }

    @Test
    void aWindowIsWaitedForOnlyWhileNoneIsOpenAndSomebodyWaits() {
        RolloutPolicy nightly = RolloutFile.parse(
                "test",
                "name: to all\nimage: 2.5.0\nwaves: [{percent: 100}]\nwindow: {cron: \"0 0 2 ? * *\", for: 2h, zone: UTC}",
                Instant.EPOCH);
        Wave waiting = wave(Hold.RESULTS, counts(5, 0, 5), PhaseClock.NEVER);
        var open = new Opening(ZoneOffset.UTC, NOW - 1, NOW + 1, NOW + 100, 0, 0, 0);
        var later = new Opening(ZoneOffset.UTC, NOW + 50, NOW + 60, NOW + 100, 0, 0, 0);
        var over = new Opening(ZoneOffset.UTC, NOW - 9, NOW, NOW + 100, 0, 0, 0);

        String results = "{\"for\":\"results\",\"wave\":1}";
        assertThat(waits(rollout(nightly, RolloutState.RUNNING, waiting, 0, open)))
                .isEqualTo("[" + results + "]");
        assertThat(waits(rollout(nightly, RolloutState.RUNNING, waiting, 0, later)))
                .isEqualTo("[" + results + ",{\"for\":\"window\",\"untilMillis\":" + (NOW + 50) + "}]");
        assertThat(waits(rollout(nightly, RolloutState.RUNNING, waiting, 0, over)))
                .isEqualTo("[" + results + ",{\"for\":\"window\",\"untilMillis\":" + (NOW + 100) + "}]");
        Wave done = wave(Hold.RESULTS, counts(0, 2, 8), PhaseClock.NEVER);
        assertThat(waits(rollout(nightly, RolloutState.RUNNING, done, 2, later)))
                .isEqualTo("[" + results + "]");
    }

    @Test
    void aWaveSaysWhatHaltsItAndWhatItNeeds() {
        Wave wave = wave(Hold.RESULTS, counts(5, 0, 5), PhaseClock.NEVER);
        JsonNode shown = RolloutView.whole(rollout(POLICY, RolloutState.RUNNING, wave, 0, always()), NOW)
                .path("waves")
                .path(0);

        assertThat(shown.path("needs").intValue()).isEqualTo(10);
        assertThat(shown.path("halts").intValue()).isEqualTo(1);
        assertThat(shown.path("openedMillis").longValue()).isEqualTo(NOW - 100);
        assertThat(shown.path("stage").textValue()).isEqualTo("open");
    }
}
