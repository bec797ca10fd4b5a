package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final long SIZE = 16L << 20;

    private static final String WAVES =
            """
            name: rehearsed
            image: 2.5.0
            waves:
              - {name: canary, count: 8, soak: 2h, approve: true}
              - {percent: 100}
            advance: {success: 50%}
            halt: {failures: 50%, least: 2}
            """;

    private static final String AT_ONCE =
            """
            name: rehearsed
            image: 2.5.0
            waves: [{percent: 100}]
            advance: {success: 1%}
            halt: {failures: 99%, least: 1000}
            """;

    private static final String OFTEN = "models: {SAG-100WM: {drop: 2%, flash: 3%, check: 5%, power: 20%}}";

    private static Blueprint fleet(String faults) {
        String file =
                """
                region: cn-shanghai
                ccn: {name: ccn}
                instances:
                  - {model: SAG-100WM, count: 80, bandwidth: 20, firmware: 2.4.0}
                delays: {SAG-100WM: {boot: 8s, connect: 0, verify: 2s, install: 10s}}
                """;
        return new FleetDefinition("fleet.yaml", file, 1)
                .blueprint()
                .with(UpgradeFaultsFile.parse("faults.yaml", faults));
    }

    private static Script script(String rollout, String faults, Absences absences, long seed) {
        RolloutPolicy policy = RolloutFile.parse("rollout.yaml", rollout, BEGIN);
        return new Script(policy, fleet(faults), SIZE, BEGIN, Duration.ofDays(30), absences, seed);
    }

    private static List<String> story(Script script) {
        List<String> lines = new ArrayList<>();
        Rehearsal.run(script, new Rehearsal.Listener() {
            @Override
            public void told(String line) {
                lines.add(line);
            }
        });
        return lines;
    }

    private static Set<String> failed(Script script) {
        var failed = new TreeSet<String>();
        for (String line : story(script)) {
            if (line.contains(" failed: ") || line.contains(" rolled back: ")) {
                failed.add(line.split(" ", -1)[1]);
            }
        }
        return failed;
    }

    @Test
    void oneSeedTellsOneStoryAndAnotherSeedAnotherOne() {
        Script script = script(WAVES, OFTEN, Absences.typical(), 7);

        Outcome once = Rehearsal.run(script, Rehearsal.Listener.NONE);
        Outcome again = Rehearsal.run(script, Rehearsal.Listener.NONE);
        Outcome other = Rehearsal.run(script.withSeed(8), Rehearsal.Listener.NONE);

        assertThat(again).isEqualTo(once);
        assertThat(story(script)).hasSize((int) once.lines());
        assertThat(other.hash()).isNotEqualTo(once.hash());
    }

    @Test
    void aGoodImageReachesAllWaveByWaveAlsoThoseWhoAreAway() {
        Outcome outcome = Rehearsal.run(script(WAVES, "models: {}", Absences.typical(), 3), Rehearsal.Listener.NONE);

        assertThat(outcome.rollout().state()).isEqualTo(RolloutState.FINISHED);
        assertThat(outcome.rollout().counts().succeeded()).isEqualTo(80);
        assertThat(outcome.members()).isEqualTo(80);
        assertThat(outcome.halt()).isEmpty();
        assertThat(outcome.times().half())
                .hasValueSatisfying(
                        half -> assertThat(half).as("the canary soaks for 2 h").isGreaterThan(Duration.ofHours(2)));
        assertThat(outcome.fetchedBytes()).isEqualTo(80 * SIZE);
    }

    @Test
    void aBadImageHaltsInTheCanaryAndTouchesNobodyElse() {
        Outcome outcome = Rehearsal.run(
                script(WAVES, "models: {SAG-100WM: {check: 100%}}", Absences.NONE, 3), Rehearsal.Listener.NONE);

        assertThat(outcome.rollout().state()).isEqualTo(RolloutState.HALTED);
        assertThat(outcome.hasEnded()).isTrue();
        assertThat(outcome.haltedWave()).hasValue(1);
        assertThat(outcome.touched()).isLessThanOrEqualTo(8);
        assertThat(outcome.times().half()).isEmpty();
    }

    @Test
    @DisplayName("A changed policy leaves what every device draws as it was")
    void whoFailsUnderOnePolicyFailsUnderTheOther() {
        Set<String> slowly = failed(script(AT_ONCE + "pace: {perMinute: 1, inFlight: 5}\n", OFTEN, Absences.NONE, 5));
        Set<String> atOnce = failed(script(AT_ONCE, OFTEN, Absences.NONE, 5));

        assertThat(slowly).isNotEmpty().isEqualTo(atOnce);
    }

    @Test
    @DisplayName("R15: what a device meets in an attempt is drawn anew in the next, also where a rollout tries again")
    void anotherAttemptMayGoWell() {
        String faults = "models: {SAG-100WM: {corrupt: 50%}}";
        String retries = "retries: {transport: 0, verify: %d, boot: 0, wait: 1m..2m}\n";

        Outcome once = Rehearsal.run(
                script(AT_ONCE + retries.formatted(0), faults, Absences.NONE, 5), Rehearsal.Listener.NONE);
        Outcome again = Rehearsal.run(
                script(AT_ONCE + retries.formatted(5), faults, Absences.NONE, 5), Rehearsal.Listener.NONE);

        assertThat(once.rollout().counts().failed()).isBetween(25, 55);
        assertThat(again.rollout().counts().failed()).isLessThan(8);
    }

    @Test
    @DisplayName("At a constant rate without faults the end is that of the closed form, within 0.5 %")
    void aConstantRateEndsWhenItMust() {
        String rollout = AT_ONCE + "pace: {perMinute: 1, inFlight: 500}\n";
        Outcome outcome = Rehearsal.run(script(rollout, "models: {}", Absences.NONE, 5), Rehearsal.Listener.NONE);

        double starts = Duration.ofMinutes(79).toSeconds();
        double each = SIZE * 8 / 20e6 + 2 + 10 + 8;
        assertThat(outcome.took().toMillis() / 1e3).isCloseTo(starts + each, withPercentage(0.5));
    }

    @Test
    void whatCannotEndIsLeftAtItsBoundAndSaidSo() {
        // The traffic of a pair moves from one box to the other, and says nothing of the health of either.
        String pairs =
                """
                region: cn-shanghai
                ccn: {name: ccn}
                instances:
                  - {model: SAG-100WM, count: 6, ha: cold_backup, bandwidth: 20, firmware: 2.4.0}
                """;
        String rollout = WAVES + "health: {offered: '>= 80% of before', over: 1h}\ninconclusive: hold\n";
        Script script = new Script(
                RolloutFile.parse("rollout.yaml", rollout, BEGIN),
                new FleetDefinition("pairs.yaml", pairs, 1).blueprint(),
                SIZE,
                BEGIN,
                Duration.ofDays(10),
                Absences.NONE,
                3);

        Outcome outcome = Rehearsal.run(script, Rehearsal.Listener.NONE);

        assertThat(outcome.hasEnded()).isFalse();
        assertThat(outcome.took()).isEqualTo(script.bound());
        assertThat(outcome.limbo()).hasValueSatisfying(limbo -> assertThat(limbo.stuck())
                .containsExactly(new Limbo.Stuck(
                        1, "wave 1", 0, true, List.of("figures of health that say enough, or inconclusive: halt"))));
    }
}
