package dev.sagfleet.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What may be left out of the messages about images, and what is passed over. */
class FirmwareContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void welcomeSaysThatTheControllerWasAwayOnlyIfItWas() throws Exception {
        byte[] frame =
                """
                {"type": "Welcome", "epoch": 41, "keepAliveMillis": 30000, "telemetryMillis": 60000,
                 "controllerWasAway": true}
                """
                        .getBytes(UTF_8);
        var welcome =
                new Envelope<DownlinkMessage>(41, new Welcome(Duration.ofSeconds(30), Duration.ofSeconds(60), true));

        assertThat(MessageCodec.decodeDownlink(frame)).isEqualTo(welcome);
        assertThat(JSON.readTree(MessageCodec.encodeDownlink(welcome))).isEqualTo(JSON.readTree(frame));
    }

    @Test
    void helloOfADeviceThatKnowsNoUpgradesHasNeitherSlotsNorJob() throws Exception {
        byte[] frame =
                """
                {"type": "Hello", "epoch": 0, "serial": "s", "model": "SAG-1000", "firmware": "2.3.9", "bootId": "b",
                 "held": {}, "suspended": false}
                """
                        .getBytes(UTF_8);

        var hello = (Hello) MessageCodec.decodeUplink(frame).message();

        assertThat(hello.report()).isEmpty();
        assertThat(JSON.readTree(MessageCodec.encodeUplink(new Envelope<>(0, hello))))
                .isEqualTo(JSON.readTree(frame));
    }

    @Test
    void whatWouldBeSlotsToALaterContractIsPassedOver() throws Exception {
        String frame =
                """
                {"type": "Hello", "epoch": 0, "serial": "s", "model": "SAG-1000", "firmware": "2.4.0", "bootId": "b",
                 "held": {}, "suspended": false,
                 "slots": {"A": {"status": "GOOD", "version": "2.4.0", "digest": "%s", "age": 3}, "B": null, "C": 7,
                           "runs": "A"},
                 "job": null}
                """
                        .formatted(GoldenFirmware.OLD);

        var hello = (Hello) MessageCodec.decodeUplink(frame.getBytes(UTF_8)).message();

        assertThat(hello.report()).contains(FirmwareReport.factory(FirmwareVersion.parse("2.4.0"), GoldenFirmware.OLD));
    }

    @Test
    void aJobWithoutSlotsIsPassedOver() throws Exception {
        byte[] frame =
                """
                {"type": "Hello", "epoch": 0, "serial": "s", "model": "SAG-1000", "firmware": "2.4.0", "bootId": "b",
                 "held": {}, "suspended": false, "job": {"job": 7}}
                """
                        .getBytes(UTF_8);

        assertThat(((Hello) MessageCodec.decodeUplink(frame).message()).report())
                .isEmpty();
    }

    @Test
    void anUpgradeWithoutAWindowMayBeMadeAtAnyTime() throws Exception {
        Upgrade some = GoldenFirmware.upgrade("c");
        var upgrade = new Upgrade(
                "c",
                some.revision(),
                some.job(),
                some.attempt(),
                some.manifest(),
                some.link(),
                UpgradeWindow.ALWAYS,
                Duration.ofDays(1),
                true);

        byte[] frame = MessageCodec.encodeDownlink(new Envelope<>(1, upgrade));

        assertThat(JSON.readTree(frame).has("window")).isFalse();
        assertThat(MessageCodec.decodeDownlink(frame).message()).isEqualTo(upgrade);
    }

    @Test
    void aManifestIsSentAsItWasSigned() throws Exception {
        var odd = new SignedManifest("{ \"b\" : 1,\n\t\"\u00e9\\\\\":2}", GoldenFirmware.MANIFEST.signature());
        Upgrade some = GoldenFirmware.upgrade("c");
        var upgrade =
                new Upgrade("c", some.revision(), "j", 1, odd, "/", UpgradeWindow.ALWAYS, Duration.ofSeconds(1), false);

        byte[] frame = MessageCodec.encodeDownlink(new Envelope<>(1, upgrade));

        var read = (Upgrade) MessageCodec.decodeDownlink(frame).message();
        assertThat(read.manifest().manifestBytes()).isEqualTo(odd.manifestBytes());
    }

    @Test
    void theLongestOrderFitsIntoAFrame() throws Exception {
        var manifest =
                new SignedManifest("\u0001".repeat(SignedManifest.LENGTH_MAX), GoldenFirmware.MANIFEST.signature());
        String link = "/" + "l".repeat(Upgrade.LINK_LENGTH_MAX - 1);
        String job = "\ud83d\ude80".repeat(Upgrade.JOB_LENGTH_MAX / 2);
        Upgrade some = GoldenFirmware.upgrade(job);
        var upgrade = new Upgrade(
                job, new Revision(1L << 53), job, Integer.MAX_VALUE, manifest, link, some.window(), some.trial(), true);

        byte[] frame = MessageCodec.encodeDownlink(new Envelope<>(1, upgrade));

        assertThat(frame).hasSizeLessThan(MessageCodec.FRAME_BYTES_MAX);
        assertThat(MessageCodec.decodeDownlink(frame).message()).isEqualTo(upgrade);
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeIsReadBackFromItsNumber(UpdateCode code) throws Exception {
        assertThat(UpdateCode.numbered(code.number())).contains(code);

        var progress = new FirmwareProgress("j", 1, 0, 1, UpdateState.FAILED, 0, code, GoldenFirmware.OLD);
        assertThat(read(progress)).isEqualTo(progress);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"IDLE", "BRICKED"})
    void everyStateIsReadBackFromItsName(UpdateState state) throws Exception {
        var progress = new FirmwareProgress("j", 1, 0, 1, state, 0, UpdateCode.NONE, GoldenFirmware.OLD);

        assertThat(read(progress)).isEqualTo(progress);
    }

    @Test
    void whatIsSaidLaterCountsAndAnAttemptBeatsABootAndThatASequence() {
        FirmwareProgress first = progress(1, 5, 9);

        assertThat(progress(1, 5, 10).isAfter(first)).isTrue();
        assertThat(progress(1, 6, 1).isAfter(first)).isTrue();
        assertThat(progress(2, 0, 1).isAfter(first)).isTrue();
        assertThat(first.isAfter(first)).isFalse();
        assertThat(progress(1, 5, 8).isAfter(first)).isFalse();
        assertThat(progress(1, 4, 10).isAfter(first)).isFalse();
    }

    @Test
    void aSlotThatRunsIsNamedAndTheOtherIsTheOther() {
        assertThat(GoldenFirmware.REPORT.running().digest()).contains(GoldenFirmware.OLD);
        assertThat(FirmwareReport.Slot.A.other()).isEqualTo(FirmwareReport.Slot.B);
        assertThat(FirmwareReport.Slot.B.other()).isEqualTo(FirmwareReport.Slot.A);
        assertThat(Optional.of(UpdateState.WAIT_ACTIVATE).filter(UpdateState::isCancelable))
                .isPresent();
        assertThat(UpdateState.INSTALLING.isCancelable()).isFalse();
        assertThat(UpdateState.TRIAL.isFinal()).isFalse();
        assertThat(UpdateState.COMMITTED.isFinal()).isTrue();
    }

    private static FirmwareProgress progress(int attempt, long boot, long sequence) {
        return new FirmwareProgress(
                "j", attempt, boot, sequence, UpdateState.DOWNLOADING, 1, UpdateCode.NONE, GoldenFirmware.OLD);
    }

    private static UplinkMessage read(FirmwareProgress progress) throws Exception {
        return MessageCodec.decodeUplink(MessageCodec.encodeUplink(new Envelope<>(1, progress)))
                .message();
    }
}
