package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoursesTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

    private static final String ROLLOUT =
            """
            name: rehearsed
            image: 2.5.0
            waves:
              - {name: canary, count: 4, soak: 2h, approve: true}
              - {percent: 50}
              - {percent: 100}
            advance: {success: 50%}
            halt: {failures: 50%, least: 2}
            pace: {egress: 30 Mbit/s}
            """;

    private static Script script(int devices, String faults) {
        String file =
                """
                region: cn-shanghai
                ccn: {name: ccn}
                instances:
                  - {model: SAG-100WM, count: %d, bandwidth: 20, firmware: 2.4.0}
                """
                        .formatted(devices);
        return new Script(
                RolloutFile.parse("rollout.yaml", ROLLOUT, BEGIN),
                new FleetDefinition("fleet.yaml", file, 1)
                        .blueprint()
                        .with(UpgradeFaultsFile.parse("faults.yaml", faults)),
                16L << 20,
                BEGIN,
                Duration.ofDays(30),
                Absences.NONE,
                3);
    }

    private static List<Outcome> run(Script script, Courses courses, int... numbers) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int number : numbers) {
            Script own = script.withSeed(script.seed() + number);
            outcomes.add(Rehearsal.run(own, courses.listener(number)));
        }
        return outcomes;
    }

    private static long last(List<Long> numbers) {
        return numbers.get(numbers.size() - 1);
    }

    @Test
    void whoListensChangesNothing() {
        Script script = script(12, "models: {SAG-100WM: {check: 20%}}");

        Outcome heard = run(script, new Courses(script), 0).get(0);

        assertThat(heard).isEqualTo(Rehearsal.run(script, Rehearsal.Listener.NONE));
    }

    @Test
    void theCurvesEndWhereTheRolloutDoes() {
        Script script = script(40, "models: {SAG-100WM: {check: 20%}}");
        var courses = new Courses(script);

        Outcome outcome = run(script, courses, 0).get(0);

        Curves curves = courses.curves(courses.slots());
        int succeeded = outcome.rollout().counts().succeeded();
        assertThat(succeeded).isBetween(20, 39);
        assertThat(last(curves.upgraded().middle())).isEqualTo(succeeded);
        assertThat(curves.slots().count()).isBetween(12, 200);
        assertThat(curves.groups()).hasSize(3);
        assertThat(curves.sites().stream().mapToLong(site -> last(site)).sum()).isEqualTo(succeeded);
        assertThat(curves.egress().high().stream().mapToLong(most -> most).max())
                .hasValue(outcome.peakBitsPerSecond());
        Reach canary = curves.reached().get(0);
        assertThat(canary).isEqualTo(new Reach(4, 4, 4, 4));
        assertThat(curves.reached().stream().mapToLong(Reach::members).sum()).isEqualTo(40);
    }

    @Test
    void halfOfThemAreThereWhenTheOutcomeSaysSo() {
        Script script = script(40, "models: {}");
        var courses = new Courses(script);

        Outcome outcome = run(script, courses, 0).get(0);

        Curves curves = courses.curves(courses.slots());
        int slot = (int) (outcome.times().half().orElseThrow().toMillis()
                / curves.slots().widthMillis());
        assertThat(curves.upgraded().middle().get(slot)).isGreaterThanOrEqualTo(20);
        assertThat(curves.upgraded().middle().get(slot - 1)).isLessThan(20);
    }

    @Test
    void whatFallsBackWithinTheImageHadTriedIt() {
        Script script = script(12, "models: {SAG-100WM: {check: 100%}}");
        var courses = new Courses(script);

        Outcome outcome = run(script, courses, 0).get(0);

        Reach canary = courses.curves(courses.slots()).reached().get(0);
        assertThat(canary.tried())
                .isGreaterThanOrEqualTo(outcome.rollout().counts().failed())
                .isPositive();
        assertThat(last(courses.curves(courses.slots()).upgraded().high())).isZero();
    }

    @Test
    void whatCrashesLaterNoLongerRunsTheImage() {
        Script script = script(12, "models: {SAG-100WM: {crash@1h: 100%}}");
        var courses = new Courses(script);

        Outcome outcome = run(script, courses, 0).get(0);

        Curves curves = courses.curves(courses.slots());
        assertThat(outcome.halt()).isPresent();
        assertThat(curves.upgraded().high().stream().mapToLong(most -> most).max())
                .hasValue(4);
        assertThat(last(curves.upgraded().middle()))
                .isEqualTo(outcome.rollout().counts().succeeded())
                .isLessThan(4);
    }

    @Test
    void theOrderInWhichTheyEndIsAllTheSame() {
        Script script = script(12, "models: {SAG-100WM: {check: 20%}}");
        var forward = new Courses(script);
        var backward = new Courses(script);

        run(script, forward, 0, 1, 2);
        run(script, backward, 2, 1, 0);

        assertThat(forward.curves(forward.slots())).isEqualTo(backward.curves(backward.slots()));
    }

    @Test
    void manySitesAreFewRows() {
        List<SiteRows.Row> rows = SiteRows.of(script(500, "models: {}")).rows();

        assertThat(rows).hasSize(32);
        assertThat(rows.stream().mapToInt(SiteRows.Row::sites).sum()).isEqualTo(500);
        assertThat(rows.stream().mapToInt(SiteRows.Row::devices).sum()).isEqualTo(500);
        assertThat(SiteRows.of(script(5, "models: {}")).rows()).hasSize(5);
    }

    @Test
    void aSiteStandsBeforeThoseWithLargerNumbers() {
        List<SiteRows.Row> rows = SiteRows.of(script(10_020, "models: {}")).rows();

        assertThat(rows.get(0).first()).isEqualTo("sag-100wm-0001");
        assertThat(rows.get(31).last()).isEqualTo("sag-100wm-10020");
    }
}
