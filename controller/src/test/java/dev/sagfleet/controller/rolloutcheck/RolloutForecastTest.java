package dev.sagfleet.controller.rolloutcheck;

import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.MEGABYTES_75;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.check;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.fleet;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.forecast;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.in;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.texts;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.unsound;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R20: what the check of a rollout foresees")
class RolloutForecastTest {
    @Test
    @DisplayName("R16: windows are said in UTC, by the clock of each device's zone")
    void openings() {
        List<CheckedDevice> fleet = with(fleet(10, 5), 4, device -> in(device, "Europe/Berlin"));
        CheckReport report = check("waves: [{percent: 100}]\nwindow: {cron: \"0 0 2 ? * MON-FRI\", for: 2h}", fleet);

        assertThat(report.openings())
                .filteredOn(zone -> zone.zone().getId().equals("Europe/Berlin"))
                .containsExactly(new Openings(
                        ZoneId.of("Europe/Berlin"),
                        4,
                        List.of(
                                Instant.parse("2026-12-01T01:00:00Z"),
                                Instant.parse("2026-12-02T01:00:00Z"),
                                Instant.parse("2026-12-03T01:00:00Z"))));
        assertThat(report.openings()).extracting(Openings::members).containsExactlyInAnyOrder(4, 6);
        assertThat(report.openings().stream()
                        .filter(zone -> zone.zone().getId().equals("Asia/Shanghai"))
                        .findFirst()
                        .orElseThrow()
                        .next()
                        .get(0))
                .isEqualTo(Instant.parse("2026-12-01T18:00:00Z"));
    }

    @Test
    void theForecastIsOfLinksInstallsSoaksAndPace() {
        Forecast forecast = check(
                        "waves: [{count: 10, soak: 6h}, {percent: 100}]\npace: {perMinute: 60, inFlight: 1000}",
                        fleet(40, 40))
                .forecast()
                .orElseThrow();

        // 75 MB are 60 s at 10 Mbit/s, an install 5 min; the tenth of 10 begins 9 s after the first, the thirtieth 29
        // s.
        assertThat(forecast.waves().get(1).opens())
                .isEqualTo(Duration.ofHours(6).plusSeconds(369));
        assertThat(forecast.finish()).contains(Duration.ofHours(6).plusSeconds(369 + 389));
        assertThat(forecast.bytes()).isEqualTo(40 * MEGABYTES_75);
        assertThat(forecast.peakBitsPerSecond()).as("30 at once").isEqualTo(300_000_000L);
    }

    @Test
    @DisplayName("R17: neither the limit of all downloads nor the one of a site is passed")
    void theForecastKeepsThePace() {
        String waves = "waves: [{percent: 100}]\n";
        Forecast free = forecast(waves + "pace: {perMinute: 100000}", fleet(100, 100));
        Forecast narrow = forecast(waves + "pace: {perMinute: 100000, egress: 100 Mbit/s}", fleet(100, 100));
        Forecast oneByOne = forecast(waves + "pace: {perMinute: 100000}", fleet(100, 10));
        Forecast fiveAtOnce = forecast(waves + "pace: {perMinute: 100000, inFlight: 5}", fleet(100, 100));

        assertThat(free.finish().orElseThrow()).isBetween(Duration.ofSeconds(360), Duration.ofSeconds(361));
        assertThat(free.peakBitsPerSecond()).isBetween(999_000_000L, 1_001_000_000L);
        assertThat(narrow.finish().orElseThrow()).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(901));
        assertThat(narrow.peakBitsPerSecond()).isEqualTo(100_000_000L);
        assertThat(oneByOne.finish().orElseThrow()).isBetween(Duration.ofSeconds(3600), Duration.ofSeconds(3601));
        assertThat(fiveAtOnce.finish().orElseThrow()).isBetween(Duration.ofSeconds(7200), Duration.ofSeconds(7201));
    }

    @Test
    @DisplayName("R16, C2: what cannot be done before a window closes waits for the next one")
    void theForecastKeepsTheWindows() {
        String window = "waves: [{percent: 100}]\nwindow: {cron: \"0 0 2 * * ?\", for: 20m, zone: UTC}\npace: ";
        Forecast forecast = forecast(window + "{inFlight: 1}", fleet(4, 4));

        // Three of 6 min fit into 20 min; the fourth begins at 2:00 of the next day.
        assertThat(forecast.finish()).contains(Duration.ofHours(26).plusMinutes(6));
        assertThat(forecast.tooLong()).isZero();
    }

    @Test
    void whatIsLongerThanAnyWindowBeginsInOneAndIsSaid() {
        CheckReport report =
                check("waves: [{percent: 100}]\nwindow: {cron: \"0 0 2 * * ?\", for: 5m, zone: UTC}", fleet(4, 4));

        assertThat(report.forecast().orElseThrow().finish().orElseThrow()).isLessThan(Duration.ofHours(3));
        assertThat(texts(report)).contains("4 take longer than a window is open, and will end after it");
    }

    @Test
    void aRolloutThatEndsBeforeItCanFinishIsUnsound() {
        String waves = "waves: [{count: 1, soak: 10h}, {percent: 100}]\npace: {perMinute: 1}\nend: ";

        assertThat(unsound(check(waves + "{after: 11h}", fleet(100, 100))))
                .containsExactly("it ends before it can finish, even if all goes well");
        assertThat(unsound(check(waves + "{after: 12h}", fleet(100, 100)))).isEmpty();
    }

    @Test
    void windowsThatEndForGoodBeforeTheRolloutDoesMakeItUnsound() {
        String window = "waves: [{percent: 100}]\nwindow: {cron: \"0 0 2 ? 12 * 2026\", for: 10m, zone: UTC}\npace: ";

        assertThat(unsound(check(window + "{inFlight: 1}", fleet(30, 30)))).isEmpty();
        assertThat(unsound(check(window + "{inFlight: 1}", fleet(100, 100))))
                .containsExactly("it cannot finish: its windows end before that");
    }

    @Test
    void aHundredThousandDevicesAreCheckedInSeconds() {
        List<CheckedDevice> fleet = fleet(100_000, 20_000);
        long before = System.nanoTime();
        CheckReport report = check(
                "waves: [{count: 20, soak: 1d}, {percent: 10, soak: 6h}, {percent: 100}]\n"
                        + "window: {cron: \"0 0 2 * * ?\", for: 2h}\npace: {perMinute: 200, egress: 1 Gbit/s}",
                fleet);

        assertThat(report.members()).isEqualTo(100_000);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMinutes(1));
    }
}
