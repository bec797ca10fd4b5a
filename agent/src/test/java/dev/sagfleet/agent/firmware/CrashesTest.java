package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.OLD;
import static dev.sagfleet.agent.firmware.Devices.box;
import static dev.sagfleet.agent.firmware.Devices.client;
import static dev.sagfleet.agent.firmware.Devices.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEvent.Flashed;
import dev.sagfleet.agent.firmware.FirmwareEvent.Ordered;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of an image after its commit: rules F17 and F18, and somebody with a cable. */
class CrashesTest {
    private static final Duration SOAK = Duration.ofHours(6);

    private TestDevice device = box();

    private void upgrade(Release release) {
        device.tell(ordered(release, "job", 1));
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    @DisplayName("F17 after the commit neither power cuts nor a lost line nor a crash now and then change the slot")
    void onlyAnOrderChangesTheSlot() {
        upgrade(NEW);

        for (int i = 0; i < 20; i++) {
            device.powerOn();
            device.disconnect();
            device.pass(Duration.ofDays(1));
            device.crash();
            device.connect();
        }

        assertThat(device.runs()).isEqualTo(NEW.digest());
        assertThat(device.job().code()).isEqualTo(UpdateCode.NONE);
    }

    @Test
    @DisplayName("F17 a report that is never acknowledged is said again with each Hello, and undoes nothing (A3)")
    void aReportThatIsNotAcknowledgedIsSaidAgain() {
        device.fate.controllerRecords = false;
        upgrade(NEW);
        device.powerOn();
        device.powerOn();

        assertThat(device.runs()).isEqualTo(NEW.digest());
        assertThat(device.hellos.subList(device.hellos.size() - 2, device.hellos.size()))
                .allSatisfy(
                        hello -> assertThat(hello.job().orElseThrow().state()).isEqualTo(UpdateState.COMMITTED));
    }

    @Test
    @DisplayName("F18 crashes in a row hours after the commit fall back, which the next Hello says, by boot and digest")
    void aDelayedCrashFallsBack() {
        upgrade(NEW);
        long boot = device.state().boot();
        device.pass(SOAK);

        device.crash();
        device.crash();
        assertThat(device.runs()).isEqualTo(NEW.digest());
        device.crash();

        assertThat(device.runs()).isEqualTo(OLD.digest());
        assertThat(device.state().slots().b().status()).isEqualTo(SlotStatus.BAD);
        var said = device.hellos.get(device.hellos.size() - 1).job().orElseThrow();
        assertThat(said.state()).as("final is final").isEqualTo(UpdateState.COMMITTED);
        assertThat(said.code()).isEqualTo(UpdateCode.CRASHED_LATER);
        assertThat(said.running()).isEqualTo(OLD.digest());
        assertThat(said.boot()).isEqualTo(boot + 3);
    }

    @Test
    @DisplayName("F18 an image that was given up later is refused as any other that it fell back from (F15)")
    void anImageGivenUpLaterIsRefused() {
        upgrade(NEW);
        for (int i = 0; i < SlotState.TRIES; i++) {
            device.crash();
        }

        device.tell(new Ordered(NEW.order("job", 2, 2, UpgradeWindow.ALWAYS, false)));

        assertThat(device.job().code()).isEqualTo(UpdateCode.FELL_BACK_BEFORE);
    }

    @Test
    @DisplayName("F18 a committed image that cannot be read any more gives way to the other, and it says so (A9c)")
    void anImageThatCannotBeReadGivesWay() {
        upgrade(NEW);
        device.fate.comesUp = Devices::isNotNew;

        device.powerOn();

        assertThat(device.runs()).isEqualTo(OLD.digest());
        assertThat(device.job().code()).isEqualTo(UpdateCode.CRASHED_LATER);
        assertThat(device.starts).hasSize(6);
    }

    @Test
    @DisplayName("F11 a floor that rose above the old image leaves nothing to fall back to, and the new one stays")
    void anOldImageBelowTheFloorIsNoWayOut() {
        upgrade(NEW.ofIndex(1));

        for (int i = 0; i < 10; i++) {
            device.crash();
        }

        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("F23 an app client has no old package left after the commit")
    void anAppClientStaysWithItsPackage() {
        device = client();
        upgrade(NEW);

        for (int i = 0; i < 10; i++) {
            device.crash();
        }

        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("F18 an image that has run well for ten minutes has its tries again")
    void crashesAreForgotten() {
        upgrade(NEW);
        device.crash();
        device.crash();
        device.pass(Duration.ofMinutes(10).minusNanos(1));
        assertThat(device.state().slots().b().triesLeft()).isEqualTo(1);

        device.pass(Duration.ofNanos(1));

        assertThat(device.flash.read().slots().b().triesLeft()).isEqualTo(SlotState.TRIES);
    }

    @Test
    @DisplayName("a cable ends a job that has touched nothing as aborted, and one on trial as failed")
    void aCableEndsTheJob() {
        var version = FirmwareVersion.parse("2.2.0");
        device.fate.downloads.add(Fate.HANGS);
        device.tell(ordered(NEW, "job", 1));
        device.tell(new Flashed(version));
        assertThat(device.job().state()).isEqualTo(UpdateState.ABORTED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.CABLE);
        assertThat(device.runs()).isEqualTo(Digest.ofFactory(DeviceModel.SAG_1000, version));

        device.fate.reachesController = Devices::isNotNew;
        device.tell(new Ordered(NEW.order("job", 2, 2, UpgradeWindow.ALWAYS, false)));
        assertThat(device.job().state()).isEqualTo(UpdateState.TRIAL);
        device.tell(new Flashed(version));

        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.CABLE);
        assertThat(device.runs()).isEqualTo(Digest.ofFactory(DeviceModel.SAG_1000, version));
    }

    @Test
    @DisplayName("a cable leaves nothing on trial: an image that was armed is never started any more")
    void aCableLeavesNothingOnTrial() {
        device.become(FirmwareBoot.of(FirmwareStates.of(UpdateState.ARMED)));

        device.tell(new Flashed(FirmwareVersion.parse("2.2.0")));

        assertThat(device.state().slots().b().status()).isEqualTo(SlotStatus.BAD);
        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
    }

    @Test
    @DisplayName("a cable after the commit is no crash of the image: it says that somebody was there")
    void aCableAfterTheCommitIsNoCrash() {
        upgrade(NEW.ofIndex(4));
        device.tell(new Flashed(FirmwareVersion.parse("2.2.0")));

        assertThat(device.job().code()).isEqualTo(UpdateCode.CABLE);
        assertThat(device.state().refused()).isEmpty();
        assertThat(device.state().image().securityIndex())
                .as("it can be started")
                .isEqualTo(4);
        assertThat(device.state().image().version()).hasToString("2.2.0");
    }
}
