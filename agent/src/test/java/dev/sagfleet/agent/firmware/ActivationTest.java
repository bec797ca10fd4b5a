package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.OLD;
import static dev.sagfleet.agent.firmware.Devices.box;
import static dev.sagfleet.agent.firmware.Devices.client;
import static dev.sagfleet.agent.firmware.Devices.ordered;
import static dev.sagfleet.agent.firmware.Devices.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.firmware.FirmwareEffect.Install;
import dev.sagfleet.agent.firmware.FirmwareEffect.Persist;
import dev.sagfleet.agent.firmware.FirmwareEffect.Restart;
import dev.sagfleet.agent.firmware.FirmwareEvent.InstallFailed;
import dev.sagfleet.agent.firmware.FirmwareEvent.Installed;
import dev.sagfleet.agent.firmware.FirmwareEvent.Ordered;
import dev.sagfleet.agent.firmware.FirmwareEvent.UserAgreed;
import dev.sagfleet.agent.firmware.FirmwareEvent.UserPostponed;
import dev.sagfleet.agent.firmware.FirmwareEvent.Verified;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From the last byte to the restart: what is written before what, and the user of an app client. Rules F10 and F23. */
class ActivationTest {
    private static Firmware.Step step(TestDevice device, FirmwareEvent event) {
        return Firmware.step(device.setup, device.boot(), event, 0, device.nowMillis());
    }

    /** One that has fetched all and is in this state. */
    private static TestDevice in(UpdateState state) {
        TestDevice device = box();
        device.fate.downloads.add(Fate.HANGS);
        device.tell(ordered(NEW, "job", 1));
        device.become(device.boot().with(device.state().with(device.job().in(state))));
        return device;
    }

    /** One whose slot is being written. */
    private static TestDevice installing() {
        TestDevice device = in(UpdateState.INSTALLING);
        Slots slots = device.state().slots().withOther(SlotState.bad(NEW.image()));
        device.become(device.boot().with(device.state().with(slots)));
        return device;
    }

    @Test
    void anUpgradeThatGoesWellSaysEachStateOnce() {
        TestDevice device = box();

        device.tell(ordered(NEW, "job", 1));

        assertThat(told(device))
                .containsExactly(
                        UpdateState.DOWNLOADING,
                        UpdateState.VERIFYING,
                        UpdateState.INSTALLING,
                        UpdateState.REBOOTING,
                        UpdateState.COMMITTED);
        assertThat(device.runs()).isEqualTo(NEW.digest());
        assertThat(device.starts).containsExactly(OLD.digest(), NEW.digest());
    }

    @Test
    @DisplayName("F10 the slot is bad, durably, before the first byte is written to it")
    void theSlotIsBadBeforeItsFirstByte() {
        var device = in(UpdateState.VERIFYING);

        var effects = step(device, new Verified(NEW.digest())).effects();

        var install = new Install(Slot.B, NEW.image(), Release.SIZE);
        assertThat(effects).endsWith(install);
        assertThat(lastKept(effects).slots().b()).isEqualTo(SlotState.bad(NEW.image()));
        assertThat(lastKept(effects).job().orElseThrow().state()).isEqualTo(UpdateState.INSTALLING);
    }

    @Test
    @DisplayName("F10 one write arms the boot loader, and the restart comes after it")
    void oneWriteArmsTheBootLoader() {
        var device = installing();

        var effects = step(device, new Installed()).effects();

        assertThat(effects.stream().filter(Persist.class::isInstance)).hasSize(1);
        assertThat(effects.get(0)).isInstanceOf(Persist.class);
        assertThat(effects).endsWith(new Restart());
        assertThat(lastKept(effects).slots())
                .isEqualTo(new Slots(SlotState.good(OLD), SlotState.trying(NEW.image()), Slot.B, Slot.A));
        assertThat(lastKept(effects).job().orElseThrow().state()).isEqualTo(UpdateState.ARMED);
    }

    private static FirmwareState lastKept(List<FirmwareEffect> effects) {
        return effects.stream()
                .filter(Persist.class::isInstance)
                .map(effect -> ((Persist) effect).state())
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    @Test
    @DisplayName("a slot that cannot be written ends the attempt, and stays bad")
    void aSlotThatCannotBeWrittenEndsTheAttempt() {
        TestDevice device = installing();

        device.tell(new InstallFailed());

        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.FLASH);
        assertThat(device.state().slots().b().status()).isEqualTo(SlotStatus.BAD);
        assertThat(device.runs()).isEqualTo(OLD.digest());
    }

    @Test
    void aStagedImageIsNotInstalledAfterItsWindow() {
        TestDevice device = box();
        long opens = TestDevice.BEGIN_MILLIS;
        device.fate.downloads.add(Fate.HANGS);
        device.tell(new Ordered(NEW.order("job", 1, 1, new UpgradeWindow(opens, opens + 1000), false)));
        device.become(device.boot().with(device.state().with(device.job().in(UpdateState.VERIFYING))));
        device.setClock(opens + 1000);

        device.tell(new Verified(NEW.digest()));

        assertThat(device.job().state()).isEqualTo(UpdateState.FAILED);
        assertThat(device.job().code()).isEqualTo(UpdateCode.OUTSIDE_WINDOW);
        assertThat(device.state().slots().b()).isEqualTo(SlotState.EMPTY);
    }

    @Test
    @DisplayName("a clock that is set back before the window lets a staged image wait (A15)")
    void aStagedImageWaitsForItsWindow() {
        TestDevice device = box();
        long opens = TestDevice.BEGIN_MILLIS;
        device.fate.downloads.add(Fate.HANGS);
        device.tell(new Ordered(NEW.order("job", 1, 1, new UpgradeWindow(opens, opens + 10_000), false)));
        device.become(device.boot().with(device.state().with(device.job().in(UpdateState.VERIFYING))));
        device.setClock(opens - 5000);

        device.tell(new Verified(NEW.digest()));
        assertThat(device.job().state()).isEqualTo(UpdateState.WAIT_ACTIVATE);
        device.pass(Duration.ofSeconds(5));

        assertThat(device.runs()).isEqualTo(NEW.digest());
    }

    @Test
    @DisplayName("F23 the user of an app client is asked, and may postpone, which counts no attempt and is no failure")
    void aUserMayPostpone() {
        TestDevice device = client();
        device.fate.userAgrees = false;
        device.tell(ordered(NEW, "job", 1));
        assertThat(device.job().state()).isEqualTo(UpdateState.WAIT_ACTIVATE);

        for (int i = 0; i < 30; i++) {
            device.tell(
                    new UserPostponed(device.nowMillis() + Duration.ofHours(8).toMillis()));
            device.powerOn();
            assertThat(device.asked).isEqualTo(i + 1);
            device.pass(Duration.ofHours(8));
            assertThat(device.asked).isEqualTo(i + 2);
        }
        device.tell(new UserAgreed());

        assertThat(device.runs()).isEqualTo(NEW.digest());
        assertThat(device.job().order().attempt()).isEqualTo(1);
        assertThat(device.fetches).hasSize(1);
    }

    @Test
    @DisplayName(
            "F23 an app client says that it has one package, and keeps the old one until the new one has proved itself")
    void anAppClientHasOnePackage() {
        TestDevice device = client();
        device.tell(ordered(NEW, "job", 1));

        assertThat(device.hellos).allSatisfy(hello -> {
            assertThat(hello.runs()).isEqualTo(Slot.A);
            assertThat(hello.slotB()).isEqualTo(SlotReport.EMPTY);
        });
        assertThat(device.hellos.get(1).slotA())
                .isEqualTo(SlotState.trying(NEW.image()).report());
        assertThat(device.state().slots().other()).isEqualTo(SlotState.EMPTY);
        assertThat(Firmware.report(DeviceModel.APP, device.boot()).slotA())
                .isEqualTo(SlotState.good(NEW.image()).report());
    }

    @Test
    @DisplayName("F23 a package that does not work gives way to the one that was kept")
    void aBadPackageGivesWayToTheOneKept() {
        TestDevice device = client();
        var old = device.runs();
        device.fate.isHealthy = Devices::isNotNew;

        device.tell(ordered(NEW, "job", 1));

        assertThat(device.runs()).isEqualTo(old);
        assertThat(device.job().state()).isEqualTo(UpdateState.ROLLED_BACK);
        assertThat(device.hellos.get(2).slotA().digest()).contains(old);
    }

    @Test
    @DisplayName("F23 an app client can be upgraded again and again")
    void anAppClientCanBeUpgradedAgain() {
        TestDevice device = client();

        for (int i = 0; i < 5; i++) {
            Release release = Release.of("3." + i);
            device.tell(ordered(release, "job " + i, i + 1));
            assertThat(device.runs()).isEqualTo(release.digest());
        }
    }
}
