package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.OLD;
import static dev.sagfleet.agent.firmware.Devices.box;
import static dev.sagfleet.agent.firmware.Devices.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEvent.LocalChecksDone;
import dev.sagfleet.agent.firmware.FirmwareEvent.Ordered;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules F11 to F16 and F22, and story A10: what an image on trial must do, and what comes of it if it does not. */
class TrialTest {
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
    @DisplayName("F12 local checks and the answer to the Hello of this boot commit, and at once (A10a)")
    void checksAndAnAnswerCommit() {
        order();

        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.NONE);
        assertThat(device.state().slots().b()).isEqualTo(SlotState.good(NEW.image()));
        assertThat(device.state().slots().a()).isEqualTo(SlotState.good(OLD));
    }

    @Test
    @DisplayName("F12 an answer to a Hello of the old image does not count for the new one")
    void anAnswerBeforeTheBootDoesNotCount() {
        device.fate.reachesController = Devices::isNotNew;
        order();
        assertThat(device.job().state()).isEqualTo(UpdateState.TRIAL);
        assertThat(device.runs()).isEqualTo(NEW.digest());

        device.fate.reachesController = digest -> true;
        device.connect();

        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    @DisplayName(
            "F12 the trial is as long as the order says, from the start of the image, whatever the clock does (A15d)")
    void theTrialGoesByElapsedTime() {
        device.fate.reachesController = Devices::isNotNew;
        order();

        device.setClock(0);
        device.pass(Release.TRIAL.minusNanos(1));
        device.setClock(TestDevice.BEGIN_MILLIS + Duration.ofDays(3650).toMillis());
        assertThat(device.job().state()).isEqualTo(UpdateState.TRIAL);
        device.pass(Duration.ofNanos(1));

        assertRolledBack(UpdateCode.CONTROLLER_UNREACHABLE);
    }

    @Test
    @DisplayName("F12 a window that closes during the trial does not end it (A15d)")
    void theWindowDoesNotEndATrial() {
        device.fate.reachesController = Devices::isNotNew;
        var window = new UpgradeWindow(TestDevice.BEGIN_MILLIS, TestDevice.BEGIN_MILLIS + 60_000);
        device.tell(new Ordered(NEW.order("job", 1, 1, window, false)));
        device.pass(Duration.ofMinutes(5));

        device.fate.reachesController = digest -> true;
        device.connect();

        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    @DisplayName("F13 a failed local check falls back at once (A10b)")
    void aFailedLocalCheckFallsBack() {
        device.fate.isHealthy = Devices::isNotNew;
        order();

        assertRolledBack(UpdateCode.LOCAL_CHECK);
        assertThat(device.starts).containsExactly(OLD.digest(), NEW.digest(), OLD.digest());
    }

    @Test
    @DisplayName("F13 local checks that do not end by the end of the trial have failed (A10b)")
    void checksThatDoNotEndHaveFailed() {
        device.fate.checksEnd = false;
        order();
        assertThat(device.job().state()).isEqualTo(UpdateState.TRIAL);

        device.pass(Release.TRIAL);
        device.tell(new LocalChecksDone(UpdateCode.NONE));

        assertRolledBack(UpdateCode.LOCAL_CHECK);
    }

    @Test
    @DisplayName("F13 the local checks say what they found: a tunnel that stays down has its own code")
    void aTunnelHasItsOwnCode() {
        device.fate.checksEnd = false;
        order();
        device.tell(new LocalChecksDone(UpdateCode.TUNNEL));
        device.tell(new LocalChecksDone(UpdateCode.NONE));

        assertRolledBack(UpdateCode.TUNNEL);
    }

    @Test
    @DisplayName("F13 a crash loop falls back after the third start, with one switch")
    void aCrashLoopFallsBack() {
        device.fate.checksEnd = false;
        order();
        device.crash();
        device.crash();
        assertThat(device.runs()).isEqualTo(NEW.digest());
        device.crash();
        device.tell(new LocalChecksDone(UpdateCode.NONE));

        assertRolledBack(UpdateCode.CRASH_LOOP);
        assertThat(device.starts).containsExactly(OLD.digest(), NEW.digest(), NEW.digest(), NEW.digest(), OLD.digest());
    }

    @Test
    @DisplayName("F13 an image that does not come up falls back after its third start")
    void anImageThatDoesNotComeUpFallsBack() {
        device.fate.comesUp = Devices::isNotNew;
        order();

        assertRolledBack(UpdateCode.BOOT);
        assertThat(device.starts).containsExactly(OLD.digest(), NEW.digest(), NEW.digest(), NEW.digest(), OLD.digest());
        assertThat(isRefused()).isTrue();
    }

    @Test
    @DisplayName("F15 after a fallback the same image is refused without a download, until a job forces it")
    void afterAFallbackTheImageIsRefused() {
        device.fate.isHealthy = Devices::isNotNew;
        order();
        int fetches = device.fetches.size();

        device.tell(new Ordered(NEW.order("job", 2, 2, UpgradeWindow.ALWAYS, false)));
        assertThat(device.job().state()).isEqualTo(UpdateState.REJECTED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.FELL_BACK_BEFORE);
        assertThat(device.fetches).hasSize(fetches);

        device.fate.isHealthy = digest -> true;
        device.tell(new Ordered(NEW.order("job", 3, 3, UpgradeWindow.ALWAYS, true)));
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(isRefused()).isFalse();
    }

    @Test
    @DisplayName("F16 if the old image fails its checks too, there is one switch, and it stays up and says so (A10c)")
    void aFaultOfBothCausesOneSwitch() {
        device.fate.isHealthy = digest -> false;
        order();
        device.settle();
        device.powerOn();
        device.settle();

        assertRolledBack(UpdateCode.BOTH_UNHEALTHY);
        assertThat(device.starts).containsExactly(OLD.digest(), NEW.digest(), OLD.digest(), OLD.digest());
        assertThat(Devices.progress(device.sent))
                .last()
                .extracting(FirmwareProgress::code)
                .isEqualTo(UpdateCode.BOTH_UNHEALTHY);
    }

    @Test
    @DisplayName("F11 the floor rises at the commit, not before")
    void theFloorRisesAtTheCommit() {
        device.fate.reachesController = Devices::isNotNew;
        device.tell(ordered(NEW.ofIndex(7), "job", 1));
        assertThat(device.job().state()).isEqualTo(UpdateState.TRIAL);
        assertThat(device.state().securityFloor()).isZero();

        device.fate.reachesController = digest -> true;
        device.connect();

        assertThat(device.state().securityFloor()).isEqualTo(7);
    }

    @Test
    @DisplayName("F11 after a fallback the floor is what it was")
    void aFallbackRaisesNoFloor() {
        device.fate.isHealthy = Devices::isNotNew;
        device.tell(ordered(NEW.ofIndex(7), "job", 1));

        assertRolledBack(UpdateCode.LOCAL_CHECK);
        assertThat(device.state().securityFloor()).isZero();
    }

    @Test
    @DisplayName("F22 the version is another one from the boot on, before anything is said, upwards and back")
    void theVersionChangesAtTheBoot() {
        device.fate.reachesController = Devices::isNotNew;
        device.fate.checksEnd = false;
        order();
        assertThat(device.state().image().version()).isEqualTo(NEW.manifest().version());
        assertThat(device.hellos).hasSize(1);

        device.tell(new LocalChecksDone(UpdateCode.LOCAL_CHECK));

        assertThat(device.state().image().version()).isEqualTo(OLD.version());
        assertThat(device.job().state()).as("nothing decided or said yet").isEqualTo(UpdateState.TRIAL);
    }
}
