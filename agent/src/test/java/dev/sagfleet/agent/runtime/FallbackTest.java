package dev.sagfleet.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** New images that do not work, each in its way, on a device whose old one does. */
class FallbackTest {
    private static final SignedImage NEW = SignedImage.of("2.4.0");
    private static final FirmwareVersion OLD_VERSION = FirmwareVersion.parse("2.3.9");

    @Test
    void aFailedLocalCheckFallsBackAndTheImageIsRefusedFromThenOn() {
        UpgradedDevice device = upgraded(new ImageBehaviour() {
            @Override
            public UpdateCode checkLocally(Image image, long boot) {
                return isNew(image) ? UpdateCode.LOCAL_CHECK : UpdateCode.NONE;
            }
        });
        device.pass(Duration.ofMinutes(2));

        assertThat(device.agent.state().firmware()).isEqualTo(OLD_VERSION);
        assertThat(device.job().state()).isEqualTo(UpdateState.ROLLED_BACK);
        assertThat(device.job().code()).isEqualTo(UpdateCode.LOCAL_CHECK);
        FirmwareReport report = device.lastHello().report().orElseThrow();
        assertThat(report.runs()).isEqualTo(Slot.A);
        assertThat(report.slotB().status()).isEqualTo(SlotStatus.BAD);

        int fetched = device.fetches.begun.size();
        device.say(new ProgressRecorded("job", 1));
        device.say(NEW.order("again", 2));
        device.pass(Duration.ofMinutes(1));
        assertThat(device.job().code()).isEqualTo(UpdateCode.FELL_BACK_BEFORE);
        assertThat(device.fetches.begun).hasSize(fetched);
    }

    @Test
    void anImageThatDoesNotComeUpIsStartedThreeTimes() {
        int[] starts = {0};
        UpgradedDevice device = upgraded(new ImageBehaviour() {
            @Override
            public Start start(Image image, long boot) {
                starts[0] += isNew(image) ? 1 : 0;
                return isNew(image) ? Start.FAILS : Start.RUNS;
            }
        });
        device.pass(Duration.ofMinutes(3));

        assertThat(starts[0]).isEqualTo(3);
        assertThat(device.job().state()).isEqualTo(UpdateState.ROLLED_BACK);
        assertThat(device.job().code()).isEqualTo(UpdateCode.BOOT);
        assertThat(device.agent.isOnline()).isTrue();
        assertThat(device.lastHello().firmware()).isEqualTo(OLD_VERSION);
    }

    @Test
    void aDeviceThatNeverReturnsIsSilent() {
        UpgradedDevice device = upgraded(new ImageBehaviour() {
            @Override
            public Start start(Image image, long boot) {
                return Start.NEVER_RETURNS;
            }
        });
        device.pass(Duration.ofDays(1));

        assertThat(device.agent.isOnline()).isFalse();
        assertThat(device.hellos).hasSize(1);
    }

    @Test
    void anImageThatDoesNotReachTheControllerFallsBackAtTheEndOfItsTrial() {
        UpgradedDevice device = upgraded(new ImageBehaviour() {
            @Override
            public boolean reachesController(Image image, long boot) {
                return !isNew(image);
            }
        });
        device.pass(Duration.ofSeconds(35).plus(SignedImage.TRIAL));
        assertThat(device.hellos).hasSize(1);
        device.pass(Duration.ofMinutes(1));

        assertThat(device.hellos).hasSize(2);
        assertThat(device.job().code()).isEqualTo(UpdateCode.CONTROLLER_UNREACHABLE);
        assertThat(device.lastHello().firmware()).isEqualTo(OLD_VERSION);
    }

    @Test
    void aControllerThatComesBackBeforeTheEndOfTheTrialIsEnough() {
        UpgradedDevice device = upgraded(ImageBehaviour.WELL);
        device.pass(Duration.ofSeconds(24));
        device.hasController = false;
        device.pass(Duration.ofMinutes(5));
        assertThat(device.job().state()).isEqualTo(UpdateState.TRIAL);

        device.hasController = true;
        device.pass(Duration.ofMinutes(1));

        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(device.lastHello().firmware()).isEqualTo(NEW.version());
    }

    /** Firmware rule F18. */
    @Test
    void anImageThatCrashesLaterFallsBackAfterThreeCrashes() {
        UpgradedDevice device = upgraded(new ImageBehaviour() {
            @Override
            public Optional<Duration> crashesAfter(Image image, long boot) {
                return isNew(image) ? Optional.of(Duration.ofSeconds(90)) : Optional.empty();
            }
        });
        device.pass(Duration.ofSeconds(40));
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);

        device.pass(Duration.ofMinutes(10));

        assertThat(device.lastHello().firmware()).isEqualTo(OLD_VERSION);
        assertThat(device.lastJob().code()).isEqualTo(UpdateCode.CRASHED_LATER);
    }

    @Test
    void aFlashThatDoesNotTakeTheImageFailsTheJob() {
        UpgradedDevice device = upgraded(new ImageBehaviour() {
            @Override
            public boolean isWritten(Image image, long boot) {
                return false;
            }
        });
        device.pass(Duration.ofMinutes(1));

        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.FLASH);
        assertThat(device.hellos).hasSize(1);
    }

    @Test
    void anImageThatThereIsNoRoomForIsNotFetched() {
        UpgradedDevice device = upgraded(new ImageBehaviour() {
            @Override
            public long roomBytes(Upgrade order) {
                return NEW.sizeBytes() - 1;
            }
        });
        device.pass(Duration.ofMinutes(1));

        assertThat(device.job().state()).isEqualTo(UpdateState.ABORTED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.NO_SPACE);
        assertThat(device.fetches.begun).isEmpty();
    }

    /** One damaged download is as good as none; a line that damages all of them is not put up with for ever. */
    @Test
    void bytesThatAreOthersThanWereSentAreFetchedThreeTimes() {
        UpgradedDevice device = upgraded(new ImageBehaviour() {
            @Override
            public Digest fetched(Digest digest) {
                return Digest.ofText("not " + digest);
            }
        });
        device.pass(Duration.ofMinutes(5));

        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.CORRUPT);
        assertThat(device.fetches.begun).hasSize(3);
    }

    @Test
    void whateverADeviceComesToKnowOfItsImagesIsTold() {
        List<UpdateState> states = new ArrayList<>();
        UpgradedDevice device = upgraded(new ImageBehaviour() {
            @Override
            public void became(FirmwareState state) {
                UpdateState next = state.job().map(UpgradeJob::state).orElse(UpdateState.IDLE);
                if (states.isEmpty() || states.get(states.size() - 1) != next) {
                    states.add(next);
                }
            }
        });
        device.pass(Duration.ofMinutes(5));

        assertThat(states)
                .containsExactly(
                        UpdateState.DOWNLOADING,
                        UpdateState.VERIFYING,
                        UpdateState.INSTALLING,
                        UpdateState.REBOOTING,
                        // As the flash has it, once it is on again.
                        UpdateState.ARMED,
                        UpdateState.TRIAL,
                        UpdateState.COMMITTED);
    }

    private static boolean isNew(Image image) {
        return image.digest().equals(NEW.digest());
    }

    private static UpgradedDevice upgraded(ImageBehaviour images) {
        var device = new UpgradedDevice(DeviceModel.SAG_1000, images);
        device.say(NEW.order("job", 1));
        return device;
    }
}
