package dev.sagfleet.controller.rolloutcheck;

import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.check;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.fleet;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.manifest;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.secured;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.texts;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.unsound;
import static dev.sagfleet.controller.rolloutcheck.CheckedFleet.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R20: the check of a rollout before it starts")
class RolloutCheckTest {
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
        CheckReport report = check("waves: [{percent: 100}]", with(fleet(10, 5), 4, CheckedFleet::upgraded));
        CheckReport all = check("waves: [{percent: 100}]", with(fleet(10, 5), 10, CheckedFleet::upgraded));

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
    void aFirstWaveOfAllIsNoCanary() {
        assertThat(texts(check("waves: [{percent: 100}]", fleet(10, 5))))
                .containsExactly("there is no canary: the first wave is all members");
    }
}
