package dev.sagfleet.agent.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules F1 to F3, F11 and F15, and stories A8 and A14: what a device finds before the first byte. */
class ExaminationTest {
    private static final FirmwareSetup SETUP = new FirmwareSetup(DeviceModel.SAG_1000, Signer.KEYS, Release.SIZE, 0);
    private static final FirmwareState STATE =
            FirmwareState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse("2.4.0"));

    private static Upgrade order(Release release, boolean forced) {
        return release.order("job", 1, 1, UpgradeWindow.ALWAYS, forced);
    }

    private static UpdateCode found(FirmwareState state, Release release) {
        return Examination.of(SETUP, state, order(release, false)).code();
    }

    private static UpdateCode foundForced(FirmwareState state, Release release) {
        return Examination.of(SETUP, state, order(release, true)).code();
    }

    private static FirmwareState running(String version) {
        return FirmwareState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse(version));
    }

    @Test
    @DisplayName("F2 an image that fits is taken")
    void anImageThatFitsIsTaken() {
        assertThat(found(STATE, Release.of("2.5.0").above("2.4.0"))).isEqualTo(UpdateCode.NONE);
    }

    @Test
    @DisplayName("F2 each thing that does not fit has its code")
    void eachFaultHasItsCode() {
        var release = Release.of("2.5.0");
        var forged = Release.order(Signer.forge(release.manifest()), "job", 1, 1, UpgradeWindow.ALWAYS, false);
        var noManifest = Release.order(Signer.sign("{}"), "job", 1, 1, UpgradeWindow.ALWAYS, true);

        assertThat(Examination.of(SETUP, STATE, forged).code()).isEqualTo(UpdateCode.NOT_SIGNED);
        assertThat(Examination.of(SETUP, STATE, noManifest).code()).isEqualTo(UpdateCode.MALFORMED_MANIFEST);
        assertThat(foundForced(STATE, release.forModels(List.of(DeviceModel.SAG_100WM))))
                .isEqualTo(UpdateCode.WRONG_MODEL);
        assertThat(foundForced(STATE, release.above("2.4.0.1"))).isEqualTo(UpdateCode.VERSION_TOO_LOW);
        assertThat(foundForced(STATE, release.ofSize(Release.SIZE + 1))).isEqualTo(UpdateCode.NO_SPACE);
    }

    @Test
    @DisplayName("F2 only what another try may mend is aborted, all else rejected (A8)")
    void wantOfSpaceIsNoJudgementOnTheImage() {
        var tooLarge = order(Release.of("2.5.0").ofSize(Release.SIZE + 1), false);

        assertThat(Examination.of(SETUP, STATE, tooLarge).end()).isEqualTo(UpdateState.ABORTED);
        assertThat(Examination.of(SETUP, STATE, order(Release.of("2.4.0", "other"), false))
                        .end())
                .isEqualTo(UpdateState.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "3.9, 3.10, NONE",
        "1.1.1, 1.1.10, NONE",
        "1.11.0, 1.6.0, NONE",
        "1.5.0, 1.5, SAME_VERSION_OTHER_CONTENT",
        "2.4, 2.4.0.0, SAME_VERSION_OTHER_CONTENT",
        "2.3.1.1, 2.3.1, NONE"
    })
    @DisplayName("F3 versions compare as numbers, part by part (A14)")
    void versionsCompareAsNumbers(String runs, String offered, UpdateCode code) {
        assertThat(found(running(runs), Release.of(offered))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"3.9, 3.10, VERSION_TOO_LOW", "3.10, 3.9, NONE", "1.1.10, 1.1.9, NONE", "2.4, 2.4.0, NONE"})
    @DisplayName("F3 the minimum version too is compared as numbers (A14)")
    void theMinimumIsComparedAsNumbers(String runs, String minimum, UpdateCode code) {
        assertThat(found(running(runs), Release.of("9.0").above(minimum))).isEqualTo(code);
    }

    @Test
    @DisplayName("F3 a text that is no version makes no manifest (A14)")
    void aTextThatIsNoVersionMakesNoManifest() {
        String text = Signer.sign(Release.of("2.5.0").manifest()).manifest().replace("2.5.0", "1.2.0-rc1");
        var order = Release.order(Signer.sign(text), "job", 1, 1, UpgradeWindow.ALWAYS, false);

        assertThat(Examination.of(SETUP, STATE, order).code()).isEqualTo(UpdateCode.MALFORMED_MANIFEST);
    }

    @Test
    @DisplayName("F3 the same version with another content is taken if the job forces it")
    void theSameVersionWithAnotherContentMustBeForced() {
        assertThat(found(STATE, Release.of("2.4.0", "other"))).isEqualTo(UpdateCode.SAME_VERSION_OTHER_CONTENT);
        assertThat(foundForced(STATE, Release.of("2.4.0", "other"))).isEqualTo(UpdateCode.NONE);
    }

    @Test
    @DisplayName("F11 no job takes an image below the floor, a forced one neither; an older version above it is taken")
    void theFloorHoldsForEveryJob() {
        var floored = STATE.withFloorOf(new Image(FirmwareVersion.parse("2.4.0"), Digest.ofText("x"), 3));

        assertThat(found(floored, Release.of("2.5.0").ofIndex(2))).isEqualTo(UpdateCode.ANTI_ROLLBACK);
        assertThat(foundForced(floored, Release.of("2.5.0").ofIndex(2))).isEqualTo(UpdateCode.ANTI_ROLLBACK);
        assertThat(found(floored, Release.of("2.3.0").ofIndex(3))).isEqualTo(UpdateCode.NONE);
    }

    @Test
    @DisplayName("F15 an image that it fell back from is taken only if the job forces it")
    void anImageThatItFellBackFromMustBeForced() {
        var release = Release.of("2.5.0");
        var fellBack = STATE.refusing(release.digest());

        assertThat(found(fellBack, release)).isEqualTo(UpdateCode.FELL_BACK_BEFORE);
        assertThat(foundForced(fellBack, release)).isEqualTo(UpdateCode.NONE);
        assertThat(found(fellBack, Release.of("2.5.0", "mended"))).isEqualTo(UpdateCode.NONE);
    }

    @Test
    @DisplayName("F15 only the latest are remembered, each once")
    void onlyTheLatestAreRemembered() {
        FirmwareState state = STATE.refusing(Release.of("2.5.0").digest())
                .refusing(Release.of("2.5.0").digest());
        assertThat(state.refused()).hasSize(1);

        for (int i = 0; i < FirmwareState.REFUSED_MAX; i++) {
            state = state.refusing(Digest.ofText("image " + i));
        }

        assertThat(state.refused()).hasSize(FirmwareState.REFUSED_MAX);
        assertThat(found(state, Release.of("2.5.0"))).isEqualTo(UpdateCode.NONE);
    }

    @Test
    @DisplayName("F1 a key that was withdrawn signs nothing more")
    void aWithdrawnKeySignsNothingMore() {
        var state = STATE.withdrawing(List.of(Signer.PRIMARY));

        assertThat(foundForced(state, Release.of("2.5.0"))).isEqualTo(UpdateCode.NOT_SIGNED);
        assertThat(found(state, Release.of("2.5.0").signedBy(Signer.SPARE))).isEqualTo(UpdateCode.NONE);
    }
}
