package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.UpgradeFaultsFile;
import dev.sagfleet.simulator.link.LinksFile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RehearsedLinksTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final long SIZE = 16L << 20;

    private static final String ROLLOUT =
            """
            name: rehearsed
            image: 2.5.0
            waves: [{percent: 100}]
            advance: {success: 1%}
            halt: {failures: 99%, least: 1000}
            silence: {offered: 20d, download: 12h, trial: 12h, countsAs: nothing}
            """;

    private static final String BOXES =
            """
            region: cn-shanghai
            ccn: {name: ccn}
            instances:
              - {model: SAG-100WM, count: 30, bandwidth: 20, firmware: 2.4.0, load: {accelerated: 0, other: 0}}
            delays: {SAG-100WM: {boot: 8s, connect: 0, verify: 2s, install: 10s}}
            """;

    private static final String APPS =
            """
            region: cn-shanghai
            ccn: {name: ccn}
            instances:
              - {model: APP, count: 5, users: 2, firmware: 2.4.0, zones: Asia/Tokyo}
              - {model: APP, count: 5, users: 2, firmware: 2.4.0, zones: Europe/Berlin}
            """;

    private static Script script(String rollout, String fleet, String links, Duration bound) {
        return new Script(
                        RolloutFile.parse("rollout.yaml", rollout, BEGIN),
                        new FleetDefinition("fleet.yaml", fleet, 1)
                                .blueprint()
                                .with(UpgradeFaultsFile.parse("faults.yaml", "models: {}")),
                        SIZE,
                        BEGIN,
                        bound,
                        Absences.NONE,
                        5)
                .with(LinksFile.parse("links.yaml", links));
    }

    private static List<Instant> committed(Script script) {
        List<Instant> times = new ArrayList<>();
        Rehearsal.run(script, new Rehearsal.Listener() {
            @Override
            public void told(String line) {
                if (line.endsWith(" committed")) {
                    times.add(Instant.parse(line.substring(0, line.indexOf(' '))));
                }
            }
        });
        return times;
    }

    @Test
    @DisplayName("Over links of 5 Mbit/s the end is that of the closed form, within 0.5 %, whatever is reserved")
    void theSlowestLinkSaysHowLongADownloadTakes() {
        String rollout = ROLLOUT + "pace: {perMinute: 1, inFlight: 500}\n";
        String links = "models: {SAG-100WM: {downlink: {median: 5, p99: 5}}}";

        Outcome outcome = Rehearsal.run(script(rollout, BOXES, links, Duration.ofDays(2)), Rehearsal.Listener.NONE);

        double starts = Duration.ofMinutes(29).toSeconds();
        assertThat(outcome.rollout().counts().succeeded()).isEqualTo(30);
        assertThat(outcome.took().toMillis() / 1e3)
                .isCloseTo(starts + SIZE * 8 / 5e6 + 2 + 10 + 8, withPercentage(0.5));
    }

    @Test
    @DisplayName("Apps that are switched off at night are upgraded by day, by the clock where each stands")
    void dayAndNightGoByTheZoneOfADevice() {
        String links = "models: {APP: {on: {from: '09:00', to: '17:00'}}}";

        List<Instant> times = committed(script(ROLLOUT, APPS, links, Duration.ofDays(3)));

        assertThat(times).hasSize(20);
        assertThat(times).allSatisfy(time -> assertThat(isDay(time, "Asia/Tokyo") || isDay(time, "Europe/Berlin"))
                .as("%s", time)
                .isTrue());
        assertThat(times.stream().filter(time -> isDay(time, "Europe/Berlin") && !isDay(time, "Asia/Tokyo")))
                .hasSize(10);
    }

    private static boolean isDay(Instant time, String zone) {
        LocalTime local = LocalTime.ofInstant(time, ZoneId.of(zone));
        return !local.isBefore(LocalTime.parse("09:00")) && local.isBefore(LocalTime.parse("17:01"));
    }

    @Test
    void aWindowAtNightNeverReachesAppsThatAreOffThen() {
        String nightly = ROLLOUT + "window: {cron: '0 0 2 ? * *', for: 2h, zone: device}\n";
        String links = "models: {APP: {on: {from: '09:00', to: '17:00'}}}";

        Outcome outcome = Rehearsal.run(script(nightly, APPS, links, Duration.ofDays(5)), Rehearsal.Listener.NONE);

        assertThat(outcome.hasEnded()).isFalse();
        assertThat(outcome.rollout().counts().succeeded()).isZero();
    }

    @Test
    @DisplayName(
            "Links that are down an hour in two delay a rollout, and end all of it in the end; one seed, one story")
    void outagesAreMadeUpFor() {
        String links = "models: {SAG-100WM: {downlink: {median: 1, p99: 1}, outages: {every: 1h, for: 1h}}}";
        Script script = script(ROLLOUT, BOXES, links, Duration.ofDays(20));

        Outcome once = Rehearsal.run(script, Rehearsal.Listener.NONE);

        assertThat(once.rollout().state()).isEqualTo(RolloutState.FINISHED);
        assertThat(once.rollout().counts().succeeded()).isGreaterThan(20);
        assertThat(once.took()).isGreaterThan(Duration.ofMinutes(30));
        assertThat(Rehearsal.run(script, Rehearsal.Listener.NONE)).isEqualTo(once);
    }
}
