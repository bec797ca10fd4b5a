package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.OLD;
import static dev.sagfleet.agent.firmware.Devices.box;
import static dev.sagfleet.agent.firmware.Devices.broken;
import static dev.sagfleet.agent.firmware.Devices.ordered;
import static dev.sagfleet.agent.firmware.Devices.progress;
import static dev.sagfleet.agent.firmware.Devices.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEvent.Ordered;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What went wrong in the field elsewhere, told from end to end. The letters are those of the failure stories. */
class StoriesTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private TestDevice device = box();

    @Test
    @DisplayName("A1 success is not said when the write ends, but after a good boot")
    void successIsSaidAfterAGoodBoot() {
        device.fate.comesUp = Devices::isNotNew;

        device.tell(ordered(NEW, "job", 1));

        assertThat(told(device)).doesNotContain(UpdateState.COMMITTED);
        var said = device.hellos.get(device.hellos.size() - 1);
        assertThat(said.running()).isEqualTo(SlotState.good(OLD).report());
        assertThat(device.job().state()).isEqualTo(UpdateState.ROLLED_BACK);
    }

    @Test
    @DisplayName("A2 an image that never works costs one download, one trial and one report, and is then refused")
    void anImageThatNeverWorksDoesNotLoop() {
        device.fate.isHealthy = Devices::isNotNew;

        for (int attempt = 1; attempt <= 10; attempt++) {
            device.tell(new Ordered(NEW.order("job", attempt, attempt, UpgradeWindow.ALWAYS, false)));
            device.settle();
        }

        assertThat(device.fetches).hasSize(1);
        assertThat(device.starts).filteredOn(NEW.digest()::equals).hasSize(1);
        assertThat(progress(device.sent))
                .filteredOn(said -> said.state() == UpdateState.ROLLED_BACK)
                .hasSize(1);
        assertThat(progress(device.sent))
                .filteredOn(said -> said.state() == UpdateState.REJECTED)
                .hasSize(9)
                .allMatch(said -> said.code() == UpdateCode.FELL_BACK_BEFORE);
    }

    @Test
    @DisplayName("A3 a report that fails for hours, and a power cut while it is sent, undo nothing")
    void aReportThatFailsUndoesNothing() {
        device.fate.controllerRecords = false;
        device.tell(ordered(NEW, "job", 1));
        device.disconnect();
        device.pass(Duration.ofHours(2));
        device.powerOn();
        assertThat(device.runs()).isEqualTo(NEW.digest());
        assertThat(device.flash.read().job().orElseThrow().acknowledged()).isFalse();

        device.connect();

        assertThat(device.flash.read().job().orElseThrow().acknowledged()).isTrue();
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    @DisplayName("A8 want of space is found before the first byte, and what is left of an earlier try stands in no way")
    void wantOfSpaceIsFoundEarly() {
        var full = new FirmwareSetup(DeviceModel.SAG_1000, Signer.KEYS, 6_000_000, 0);
        device = new TestDevice(full, Devices.FACTORY);
        device.tell(ordered(NEW, "job", 1));
        assertThat(device.job().state()).isEqualTo(UpdateState.ABORTED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.NO_SPACE);
        assertThat(device.fetches).isEmpty();

        var freed = new FirmwareSetup(DeviceModel.SAG_1000, Signer.KEYS, 14_000_000, 0);
        device = new TestDevice(freed, device.flash.read());
        device.tell(new Ordered(NEW.order("job", 2, 2, UpgradeWindow.ALWAYS, false)));

        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    @DisplayName("A9a a user who switches the device on and off during the trial ends at the old image, not at none")
    void powerCutsDuringTheTrialEndAtTheOldImage() {
        device.fate.reachesController = Devices::isNotNew;
        device.tell(ordered(NEW, "job", 1));

        for (int i = 0; i < 7; i++) {
            device.powerOn();
        }

        assertThat(device.runs()).isEqualTo(OLD.digest());
        assertThat(device.job().state()).isEqualTo(UpdateState.ROLLED_BACK);
        assertThat(device.job().code()).isEqualTo(UpdateCode.CRASH_LOOP);
    }

    @Test
    @DisplayName("A14 running 1, offered 2 while 3 exists: the order counts, not what else there is")
    void theOrderCounts() {
        device.tell(ordered(Release.of("3"), "job", 1));
        device.tell(ordered(Release.of("2.9"), "back", 2));

        assertThat(device.state().image().version()).hasToString("2.9");
    }

    @Test
    @DisplayName(
            "A15a a clock of 1970 does not spoil a signature; A15b one ten years ahead ends only what has a window")
    void aWrongClockStrandsNoDevice() {
        device.setClock(0);
        device.tell(ordered(NEW, "job", 1));
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);

        device.setClock(TestDevice.BEGIN_MILLIS + 3650 * DAY);
        var window = new UpgradeWindow(TestDevice.BEGIN_MILLIS, TestDevice.BEGIN_MILLIS + DAY);
        device.tell(new Ordered(Release.of("2.6.0").order("windowed", 1, 2, window, false)));
        assertThat(device.job().code()).isEqualTo(UpdateCode.OUTSIDE_WINDOW);
        device.tell(ordered(Release.of("2.6.0"), "any time", 3));
        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
    }

    @Test
    @DisplayName("A10a, F8, F13 budgets are separate: a poor line uses up none of what a bad boot has")
    void budgetsAreSeparate() {
        for (int i = 0; i < Downloading.TRIES_MAX - 1; i++) {
            device.fate.downloads.add(broken(0));
        }
        device.fate.found.add(Release.of("9").digest());
        device.fate.found.add(Release.of("9").digest());
        device.fate.checksEnd = false;
        device.tell(ordered(NEW, "job", 1));
        while (device.job().state() != UpdateState.TRIAL) {
            device.pass(Duration.ofMinutes(1));
        }
        device.crash();
        device.crash();
        device.tell(new FirmwareEvent.LocalChecksDone(UpdateCode.NONE));

        assertThat(device.job().state()).isEqualTo(UpdateState.COMMITTED);
        assertThat(progress(device.sent))
                .last()
                .extracting(FirmwareProgress::state)
                .isEqualTo(UpdateState.COMMITTED);
    }
}
