package dev.sagfleet.simulator.fleet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.document.DocumentException;
import dev.sagfleet.simulator.fault.BadImage;
import dev.sagfleet.simulator.fault.Cohort;
import dev.sagfleet.simulator.fault.Grouping;
import dev.sagfleet.simulator.fault.UpgradeFault;
import dev.sagfleet.simulator.fault.UpgradeFaultKind;
import dev.sagfleet.simulator.fault.UpgradeFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradeFaultsFileTest {
    private static final Blueprint FLEET = Blueprint.of(
            FleetFile.parse(
                    "fleet.yaml",
                    """
                    instances:
                      - {model: SAG-100WM, count: 3, bandwidth: 2, firmware: 2.4.0, batches: {A: 50%, B: 50%}, sites: 2}
                      - {model: SAG-1000, count: 3, bandwidth: 10, firmware: 2.4.0, regions: north}
                    """),
            1);

    /** In percent: the table of what is assumed, whose rows are a kind or several that add up. */
    @ParameterizedTest
    @CsvSource({
        "drop, 0.5, 0.1, 1",
        "corrupt, 0.05, 0.02, 0.02",
        "flash space, 0.2, 0.05, 0.3",
        "power, 0.05, 0.01, 0.2",
        "boot check tunnel, 0.3, 0.1, 0.2",
        "never, 0.02, 0.01, 0",
        "stall range expire torn crash postpone, 0, 0, 0"
    })
    void whatIsShippedIsWhatIsAssumed(String kinds, double ofSag100Wm, double ofSag1000, double ofApp) {
        assertThat(percent(DeviceModel.SAG_100WM, kinds)).isCloseTo(ofSag100Wm, within(1e-9));
        assertThat(percent(DeviceModel.SAG_1000, kinds)).isCloseTo(ofSag1000, within(1e-9));
        assertThat(percent(DeviceModel.APP, kinds)).isCloseTo(ofApp, within(1e-9));
    }

    @Test
    void whatIsShippedSpeaksOfEveryKindAndCallsEveryNumberAnAssumption() {
        assertThat(UpgradeFaultKind.values()).allSatisfy(kind -> assertThat(ofModel(
                        UpgradeFaultsFile.typical().of(FLEET),
                        kind == UpgradeFaultKind.POSTPONE ? DeviceModel.APP : DeviceModel.SAG_100WM))
                .containsKey(UpgradeFault.of(kind)));
        assertThat(UpgradeFaultsFile.typicalText().lines().filter(line -> line.matches(" {4}[a-z]+: .*")))
                .hasSizeGreaterThan(40)
                .allMatch(line -> line.contains("% ") && line.contains("# assumption. "));
    }

    @Test
    void whatIsPrintedCanBeEditedAndGivenBack(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("faults.yaml"), UpgradeFaultsFile.typicalText());
        assertThat(UpgradeFaultsFile.read(file).of(FLEET))
                .isEqualTo(UpgradeFaultsFile.typical().of(FLEET));

        Files.writeString(
                file,
                UpgradeFaultsFile.typicalText().replace("# batches: {B: {boot: 30%}}", "batches: {B: {boot: 30%}}"));
        assertThat(UpgradeFaultsFile.read(file).of(FLEET).byCohort()).containsOnlyKeys(new Cohort(Grouping.BATCH, "B"));
    }

    @Test
    void everyKeyIsHeeded() {
        UpgradeFaults faults = parse(
                        """
                        models: {SAG-1000: {power@installing: 1%, drop@50%: 2.5%, crash: 100%}}
                        batches: {B: {boot: 30%}}
                        sites: {sag-100wm-site-0002: {power: 1%}, sag-1000-0003: {boot: 0%}}
                        regions: {north: {drop: 3%}}
                        correlate: {power: site, boot: batch}
                        images:
                          - {version: 2.5.0, model: SAG-100WM, batch: B, crash@6h: 5%, boot: 0.000001%}
                          - {digest: "%s", from: 2.3.0, region: north, tunnel: 1%%}
                        """
                                .replace("%%", "%")
                                .replace("%s", "0".repeat(64)))
                .of(FLEET);

        assertThat(ofModel(faults, DeviceModel.SAG_1000))
                .isEqualTo(Map.of(fault("power@installing"), 0.01, fault("drop@50%"), 0.025, fault("crash"), 1.0));
        assertThat(faults.byCohort().keySet().stream().map(Cohort::toString))
                .containsExactly("batch B", "site sag-100wm-site-0002", "site sag-1000-0003", "region north");
        assertThat(faults.correlated())
                .isEqualTo(Map.of(UpgradeFaultKind.POWER, Grouping.SITE, UpgradeFaultKind.BOOT, Grouping.BATCH));
        BadImage bad = faults.images().get(0);
        assertThat(bad.version()).hasToString("Optional[2.5.0]");
        assertThat(bad.model()).contains(DeviceModel.SAG_100WM);
        assertThat(bad.cohorts()).containsExactly(new Cohort(Grouping.BATCH, "B"));
        assertThat(bad.rates().byFault()).isEqualTo(Map.of(fault("crash@6h"), 0.05, fault("boot"), 0.000_000_01));
        assertThat(faults.images().get(1).from()).hasToString("Optional[2.3.0]");
        assertThat(faults.images().get(1).cohorts()).containsExactly(new Cohort(Grouping.REGION, "north"));
    }

    @Test
    void oneWordCorrelatesAll() {
        assertThat(parse("correlate: site").of(FLEET).correlated())
                .hasSize(UpgradeFaultKind.values().length)
                .allSatisfy((kind, grouping) -> assertThat(grouping).isEqualTo(Grouping.SITE));
    }

    @Test
    void aFleetFileMaySayItToo() {
        String fleet = "instances: [{model: SAG-1000, count: 1, bandwidth: 10, firmware: 2.4.0}]\nfirmwareFaults: ";

        assertThat(blueprint(fleet + "typical").faults())
                .isEqualTo(UpgradeFaultsFile.typical().of(FLEET));
        assertThat(blueprint(fleet + "{models: {APP: {drop: 1%}}}").faults().byModel())
                .containsOnlyKeys(DeviceModel.APP);
        assertThat(blueprint(fleet + "{}").faults().isNone()).isTrue();
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> blueprint(fleet + "{batches: {C: {boot: 1%}}}"))
                .withMessage("fleet.yaml:2:28: unknown batch C (expected: a batch of the fleet)");
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> blueprint(fleet + "some"))
                .withMessageStartingWith("fleet.yaml:2:17: firmwareFaults: some (expected: typical, or a mapping");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1:1: faults of upgrades: empty (expected: a mapping with models, batches",
                "model: {}|1:1: unknown key: model (expected: one of models, batches, sites, regions, correlate, images)",
                "models: {SAG-9: {}}|1:10: unknown key: SAG-9 (expected: one of SAG-100WM, SAG-1000, SAG-VCPE, APP)",
                "models: {APP: {fire: 1%}}|1:16: unknown fault: fire (expected: one of stall (or with @50%), drop",
                "models: {APP: {boot@50%: 1%}}|1:16: unknown fault: boot@50% (expected: one of stall",
                "models: {APP: {power@idle: 1%}}|1:16: unknown fault: power@idle (expected: one of stall",
                "models: {APP: {power@committed: 1%}}|1:16: unknown fault: power@committed (expected: one of",
                "models: {APP: {drop@0%: 1%}}|1:16: unknown fault: drop@0% (expected: one of stall",
                "models: {APP: {drop@101%: 1%}}|1:16: unknown fault: drop@101% (expected: one of stall",
                "models: {APP: {crash@200h: 1%}}|1:16: unknown fault: crash@200h (expected: one of stall",
                "models: {APP: {boot: 1}}|1:22: boot: 1 (expected: a probability from 0% to 100%, as 0.5%)",
                "models: {APP: {boot: 101%}}|1:22: boot: 101% (expected: a probability from 0% to 100%, as 0.5%)",
                "models: {APP: {boot: -1%}}|1:22: boot: -1% (expected: a probability from 0% to 100%, as 0.5%)",
                "models: {APP: {boot: NaN}}|1:22: boot: NaN (expected: a probability from 0% to 100%, as 0.5%)",
                "models: {APP: {boot: [1%]}}|1:22: boot: a list (expected: a probability from 0% to 100%, as 0.5%)",
                "models: {APP: {crash@1h: 1%, crash@60m: 1%}}|1:30: duplicate fault: crash@1h (expected: each fault once)",
                "batches: {C: {}}|1:11: unknown batch C (expected: a batch of the fleet)",
                "regions: {south: {}}|1:11: unknown region south (expected: a region of the fleet)",
                "sites: {sag-100wm-site-0003: {}}|1:9: unknown site sag-100wm-site-0003 (expected: a site of the fleet)",
                "sites: {sag-1000-0004: {}}|1:9: unknown site sag-1000-0004 (expected: a site of the fleet)",
                "sites: {sag-1000-03: {}}|1:9: unknown site sag-1000-03 (expected: a site of the fleet)",
                "correlate: street|1:12: correlate: street (expected: one of site, region, batch)",
                "correlate: {boot: street}|1:19: boot: street (expected: one of site, region, batch)",
                "correlate: {boots: site}|1:13: unknown fault: boots (expected: one of stall, drop, corrupt",
                "images: [{version: 2.5.0}]|1:10: no fault (expected: one at least, as crash@6h: 5%)",
                "images: [{model: APP, boot: 1%}]|1:10: missing key: version (expected: version in images)",
                "images: [{version: new, boot: 1%}]|1:20: version: new (expected: a version, as 2.5.0)",
                "images: [{digest: abc, boot: 1%}]|1:19: digest: abc (expected: 64 lower-case hexadecimal digits)",
                "images: [{digest: abc, version: 2.5.0, boot: 1%}]|1:24: key: version (expected: either version or digest)",
                "images: [{version: 2.5.0, drop: 1%}]|1:27: unknown fault: drop (expected: one that an image can have",
                "images: [{version: 2.5.0, batch: C, boot: 1%}]|1:34: unknown batch C (expected: a batch of the fleet)",
                "images: [{version: 2.5.0, from: old, boot: 1%}]|1:33: from: old (expected: a version, as 2.4.0)",
                "images: [{version: 2.5.0, model: TV, boot: 1%}]|1:34: model: TV (expected: one of SAG-100WM, SAG-1000,",
            })
    void whatItMayNotSayIsRefusedWithThePlace(String text, String expected) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> parse(text).of(FLEET))
                .withMessageStartingWith("faults.yaml:" + expected);
    }

    private static Map<UpgradeFault, Double> ofModel(UpgradeFaults faults, DeviceModel model) {
        return requireNonNull(faults.byModel().get(model)).byFault();
    }

    private static double percent(DeviceModel model, String kinds) {
        Map<UpgradeFault, Double> rates = ofModel(UpgradeFaultsFile.typical().of(FLEET), model);
        List<String> wanted = Arrays.asList(kinds.split(" "));
        return rates.entrySet().stream()
                .filter(rate -> wanted.contains(rate.getKey().toString()))
                .mapToDouble(rate -> rate.getValue() * 100)
                .sum();
    }

    private static UpgradeFault fault(String text) {
        return UpgradeFault.parse(text).orElseThrow();
    }

    private static UpgradeFaultsFile parse(String text) {
        return UpgradeFaultsFile.parse("faults.yaml", text);
    }

    private static Blueprint blueprint(String text) {
        return Blueprint.of(FleetFile.parse("fleet.yaml", text), 1);
    }
}
