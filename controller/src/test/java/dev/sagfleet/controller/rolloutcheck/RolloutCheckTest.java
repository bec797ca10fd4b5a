package dev.sagfleet.controller.rolloutcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rolloutfile.RolloutFile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R20: the check of a rollout before it starts")
class RolloutCheckTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final Origin ORIGIN = new Origin("r1", 7, NOW.toEpochMilli());
    private static final FirmwareVersion OLD = FirmwareVersion.parse("2.4.0");
    private static final FirmwareVersion NEW = FirmwareVersion.parse("2.5.0");
    private static final long MEGABYTES_75 = 75_000_000;

    @Test
    void aRolloutThatCanGoWellIsSound() {
        CheckReport report = check("waves: [{count: 20}, {percent: 10}, {percent: 100}]", fleet(1_000, 100));

        assertThat(report.isSound()).isTrue();
        assertThat(report.findings()).isEmpty();
        assertThat(report.members()).isEqualTo(1_000);
        assertThat(report.waves()).extracting(WaveReport::size).containsExactly(20, 80, 900);
    }

    @Test
    @DisplayName("R3: a canary of 20 is in 20 sites if there are as many")
    void sitesOfTheCanary() {
        assertThat(check("waves: [{count: 20}, {percent: 100}]", fleet(1_000, 100))
                        .waves()
                        .get(0)
                        .sites())
                .isEqualTo(20);
        assertThat(check("waves: [{count: 20}, {percent: 100}]", fleet(1_000, 7))
                        .waves()
                        .get(0)
                        .sites())
                .isEqualTo(7);
    }

    @Test
    @DisplayName("R2, B7: 7 devices at 10, 30 and 60 % of all are 1, 2 and 2, and the rest a last wave of its own")
    void wavesThatEndBelowAll() {
        CheckReport report = check("waves: [{percent: 10}, {percent: 30}, {percent: 60}]", fleet(7, 7));

        assertThat(report.waves()).extracting(WaveReport::size).containsExactly(1, 2, 2, 2);
        assertThat(report.waves()).extracting(WaveReport::isRest).containsExactly(false, false, false, true);
        assertThat(texts(report)).contains("the waves end below 100%: the rest, 2, is a last wave of its own");
        assertThat(report.isSound()).isTrue();
    }

    @Test
    @DisplayName("B7: of one device all waves but the first are empty, skipped and said so")
    void wavesWithoutDevices() {
        CheckReport report = check("waves: [{percent: 10}, {percent: 30}, {percent: 100}]", fleet(1, 1));

        assertThat(report.waves()).extracting(WaveReport::size).containsExactly(1, 0, 0);
        assertThat(texts(report)).contains("wave 2 is empty and skipped", "wave 3 is empty and skipped");
    }

    @Test
    @DisplayName("B8: who is in it has a digest, which does not depend on their order and changes with each of them")
    void membership() {
        List<CheckedDevice> fleet = new ArrayList<>(fleet(100, 10));
        Digest digest = check("waves: [{percent: 100}]", fleet).membership();
        Collections.reverse(fleet);

        assertThat(check("waves: [{percent: 100}]", fleet).membership()).isEqualTo(digest);
        assertThat(check("waves: [{percent: 100}]", fleet.subList(1, 100)).membership())
                .isNotEqualTo(digest);
    }

    @Test
    @DisplayName("R1: whoever runs the image is there already, and no member")
    void alreadyThere() {
        CheckReport report = check("waves: [{percent: 100}]", with(fleet(10, 5), 4, RolloutCheckTest::upgraded));
        CheckReport all = check("waves: [{percent: 100}]", with(fleet(10, 5), 10, RolloutCheckTest::upgraded));

        assertThat(report.members()).isEqualTo(6);
        assertThat(report.alreadyThere()).isEqualTo(4);
        assertThat(report.isSound()).isTrue();
        assertThat(unsound(all)).containsExactly("nothing to do: all 10 that match run the image");
    }

    @Test
    void filtersThatMatchNothingAreNamed() {
        String waves = "waves: [{percent: 100}]\n";

        assertThat(unsound(check(waves + "targets: {regions: [eu-central-1]}", fleet(10, 5))))
                .containsExactly("the filters match nothing: regions");
        assertThat(unsound(check(waves + "targets: {tags: {ring: a}, models: [SAG-1000, APP]}", fleet(10, 5))))
                .containsExactly("the filters match nothing: tag ring");
        assertThat(unsound(check(waves + "targets: {version: \"< 2.0\", models: [SAG-1000]}", fleet(10, 5))))
                .containsExactly("the filters match nothing: version");
        assertThat(unsound(check(waves, List.of())))
                .containsExactly("the filters match nothing, since there are no devices");
    }

    @Test
    void anImageThatFitsNoModelIsNamed() {
        List<CheckedDevice> fleet = fleet(10, 5);
        Manifest forApps = manifest(List.of(DeviceModel.APP), Optional.empty(), 0);

        assertThat(unsound(check("waves: [{percent: 100}]", fleet, List.of(forApps))))
                .containsExactly("image 2.5.0 fits none of the models: 10 of SAG-1000");
        assertThat(unsound(check("waves: [{percent: 100}]", fleet, List.of())))
                .containsExactly("there is no image 2.5.0");
    }

    @Test
    void whoIsTooOldForTheImageIsCounted() {
        Manifest image = manifest(List.of(DeviceModel.SAG_1000), Optional.of(FirmwareVersion.parse("2.4.1")), 0);

        assertThat(unsound(check("waves: [{percent: 100}]", fleet(10, 5), List.of(image))))
                .containsExactly("all run less than the image needs, and would refuse it");
    }

    @Test
    @DisplayName("R9: a policy in which silence counts as nothing can end in limbo")
    void limbo() {
        CheckReport report = check(
                "waves: [{count: 20, name: canary}, {percent: 100}]\nsilence: {countsAs: nothing}", fleet(40, 40));

        assertThat(report.waves().get(0).gate().orElseThrow().limbo()).hasValue(1);
        assertThat(unsound(report))
                .contains("wave 1, canary, can end in limbo: with 1 of 20 silent and 1 failed it neither advances nor"
                        + " halts, since silence counts as nothing");
    }

    @Test
    void whatCannotBeRolledBackIsNamed() {
        List<CheckedDevice> fleet = with(fleet(10, 5), 3, device -> secured(device, 2));
        String waves = "waves: [{percent: 100}]\n";

        assertThat(check(waves, fleet).irreversible()).hasSize(3);
        assertThat(check(waves, fleet).isSound()).isTrue();
        Manifest raised = manifest(List.of(DeviceModel.SAG_1000), Optional.empty(), 5);
        assertThat(check(waves, fleet, List.of(raised)).irreversible()).hasSize(10);
        assertThat(check(waves, fleet, List.of(raised)).isSound()).isTrue();
        assertThat(unsound(check(waves + "rollback: {when: halted}", fleet, List.of(raised))))
                .hasSize(1);
    }

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
    void aFirstWaveOfAllIsNoCanary() {
        assertThat(texts(check("waves: [{percent: 100}]", fleet(10, 5))))
                .containsExactly("there is no canary: the first wave is all members");
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

    private static Forecast forecast(String policy, List<CheckedDevice> fleet) {
        return check(policy, fleet).forecast().orElseThrow();
    }

    private static CheckReport check(String policy, List<CheckedDevice> fleet) {
        return check(policy, fleet, List.of(manifest(List.of(DeviceModel.SAG_1000), Optional.empty(), 0)));
    }

    private static CheckReport check(String policy, List<CheckedDevice> fleet, List<Manifest> images) {
        String text = "name: a\nimage: 2.5.0\n" + policy;
        return RolloutCheck.of(RolloutFile.parse("r.yaml", text, NOW), ORIGIN, images, fleet, NOW);
    }

    private static Manifest manifest(List<DeviceModel> models, Optional<FirmwareVersion> least, int index) {
        return new Manifest(models, NEW, MEGABYTES_75, Digest.ofText("new"), least, index, "key", List.of());
    }

    private static List<CheckedDevice> fleet(int devices, int sites) {
        List<CheckedDevice> fleet = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            fleet.add(new CheckedDevice(
                    new SerialNumber("sag" + i),
                    DeviceModel.SAG_1000,
                    Optional.of(OLD),
                    Optional.of(Digest.ofText("old")),
                    "site-" + i % sites,
                    "cn-shanghai",
                    "A",
                    ZoneId.of("Asia/Shanghai"),
                    new TreeMap<>(),
                    Bandwidth.ofMegabits(10),
                    0,
                    OptionalInt.of(1)));
        }
        return fleet;
    }

    /** The same with some of them otherwise. */
    private static List<CheckedDevice> with(List<CheckedDevice> fleet, int count, UnaryOperator<CheckedDevice> change) {
        List<CheckedDevice> changed = new ArrayList<>(fleet);
        changed.subList(0, count).replaceAll(change);
        return changed;
    }

    private static CheckedDevice upgraded(CheckedDevice device) {
        return changed(device, Optional.of(Digest.ofText("new")), device.zone(), 0);
    }

    private static CheckedDevice secured(CheckedDevice device, int floor) {
        return changed(device, device.running(), device.zone(), floor);
    }

    private static CheckedDevice in(CheckedDevice device, String zone) {
        return changed(device, device.running(), ZoneId.of(zone), 0);
    }

    private static CheckedDevice changed(CheckedDevice device, Optional<Digest> running, ZoneId zone, int floor) {
        return new CheckedDevice(
                device.serial(),
                device.model(),
                device.version(),
                running,
                device.site(),
                device.region(),
                device.batch(),
                zone,
                device.tags(),
                device.link(),
                floor,
                device.runningIndex());
    }

    private static List<String> texts(CheckReport report) {
        return report.findings().stream().map(Finding::text).toList();
    }

    private static List<String> unsound(CheckReport report) {
        return report.findings().stream()
                .filter(Finding::isUnsound)
                .map(Finding::text)
                .toList();
    }
}
