package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.OLD;
import static dev.sagfleet.agent.firmware.Devices.box;
import static dev.sagfleet.agent.firmware.Devices.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEvent.Ordered;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules F13 and F14, and story A11: whose fault it is that the controller is not reached. */
class TrialUplinkTest {
    private final TestDevice device = box();

    private void order() {
        device.tell(ordered(NEW, "job", 1));
    }

    private void assertRolledBack(UpdateCode code) {
        assertThat(device.job().state()).isEqualTo(UpdateState.ROLLED_BACK);
        assertThat(device.job().code()).isEqualTo(code);
        assertThat(device.runs()).isEqualTo(OLD.digest());
        assertThat(device.state().slots().b().status()).isEqualTo(SlotStatus.BAD);
    }

    private boolean isRefused() {
        return device.state().refused().contains(NEW.digest());
    }

    @Test
    @DisplayName("F13 no controller at the end of the trial falls back, and the image is refused (A11a)")
    void noControllerFallsBack() {
        device.fate.reachesController = Devices::isNotNew;
        order();
        device.pass(Release.TRIAL);

        assertRolledBack(UpdateCode.CONTROLLER_UNREACHABLE);
        assertThat(isRefused()).isTrue();
    }

    @Test
    @DisplayName("F13 a controller that was away itself does not make F15 refuse the image (A11c)")
    void aControllerThatWasAwayIsNoFaultOfTheImage() {
        device.fate.controllerWasAway = true;
        device.fate.reachesController = Devices::isNotNew;
        order();
        device.pass(Release.TRIAL);
        assertRolledBack(UpdateCode.CONTROLLER_UNREACHABLE);
        device.fate.controllerWasAway = false;
        device.powerOn();
        assertThat(isRefused()).isFalse();

        device.fate.reachesController = digest -> true;
        device.tell(new Ordered(NEW.order("job", 2, 2, UpgradeWindow.ALWAYS, false)));

        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    @DisplayName("F14 if the line was down before as well, local checks alone commit, and it says so (A11b)")
    void aLineThatWasDownBeforeIsNoFaultOfTheImage() {
        installOffline();
        assertThat(device.job().state()).isEqualTo(UpdateState.TRIAL);

        device.pass(Release.TRIAL);

        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.UPLINK_NOT_VERIFIED);
        device.connect();
        assertThat(device.hellos
                        .get(device.hellos.size() - 1)
                        .job()
                        .orElseThrow()
                        .code())
                .isEqualTo(UpdateCode.UPLINK_NOT_VERIFIED);
    }

    @Test
    @DisplayName("F14 a line that comes up during the trial verifies the uplink after all")
    void aLineThatComesUpIsVerified() {
        installOffline();

        device.connect();

        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.NONE);
    }

    @Test
    @DisplayName("F14 a line that comes up while the slot is written was not down before")
    void aLineThatComesUpWhileInstallingWasNotDown() {
        device.fate.installsEnd = false;
        device.fate.downloads.add(Fate.HANGS);
        order();
        device.disconnect();
        device.tell(new FirmwareEvent.Fetched(TestDevice.at(Release.SIZE)));
        device.pass(Release.TRIAL);
        assertThat(device.job().state()).isEqualTo(UpdateState.INSTALLING);
        assertThat(device.job().lineWasDown()).isTrue();
        device.connect();
        device.fate.reachesController = Devices::isNotNew;

        device.tell(new FirmwareEvent.Installed());
        device.pass(Release.TRIAL);

        assertRolledBack(UpdateCode.CONTROLLER_UNREACHABLE);
    }

    @Test
    @DisplayName("F14 local checks must pass all the same")
    void localChecksMustPassAllTheSame() {
        device.fate.isHealthy = Devices::isNotNew;
        installOffline();

        assertRolledBack(UpdateCode.LOCAL_CHECK);
    }

    /** Downloads in session, and installs after the line has gone down, and has stayed down. */
    private void installOffline() {
        device.fate.downloads.add(Fate.HANGS);
        order();
        device.disconnect();
        device.tell(new FirmwareEvent.Fetched(TestDevice.at(Release.SIZE)));
        assertThat(device.job().state()).isEqualTo(UpdateState.WAIT_ACTIVATE);
        device.pass(Release.TRIAL);
        assertThat(device.starts).contains(NEW.digest());
    }

    @Test
    @DisplayName("F14 a device that has just booted waits until it knows whether it can reach the controller")
    void aDeviceThatHasJustBootedDoesNotKnowItsLine() {
        device.fate.downloads.add(Fate.HANGS);
        order();
        device.become(device.boot().with(device.state().with(device.job().in(UpdateState.STAGED))));
        device.fate.hasLine = false;
        device.powerOn();
        assertThat(device.job().state()).isEqualTo(UpdateState.WAIT_ACTIVATE);
        device.fate.reachesController = Devices::isNotNew;

        device.pass(Duration.ofMinutes(1));
        device.connect();
        assertThat(device.runs()).isEqualTo(NEW.digest());
        device.pass(Release.TRIAL);

        assertRolledBack(UpdateCode.CONTROLLER_UNREACHABLE);
    }
}
