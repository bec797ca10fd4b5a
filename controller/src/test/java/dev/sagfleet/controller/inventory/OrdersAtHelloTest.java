package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.NOW;
import static dev.sagfleet.controller.inventory.StoredInventory.commands;
import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.NEWER;
import static dev.sagfleet.controller.inventory.UpgradingBox.SERIAL;
import static dev.sagfleet.controller.inventory.UpgradingBox.holding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.controller.inventory.Connections.Admission;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device is told to do when it connects: what it has not been told, and nothing twice. */
class OrdersAtHelloTest {
    private StoredInventory inventory;
    private UpgradingBox box;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        box = new UpgradingBox(inventory);
        box.connect();
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    private Admission connect(Holdings held) {
        return box.admit(UpgradingBox.hello("boot-1", held, Optional.of(UpgradingBox.report(Optional.empty()))), NOW);
    }

    private static List<Command> orders(Admission admission) {
        return commands(admission).stream()
                .filter(command -> command.aspect() == Aspect.FIRMWARE || command.aspect() == Aspect.POWER)
                .toList();
    }

    private DeviceAspect aspect(Aspect aspect) {
        return inventory.aspect(SERIAL.text(), aspect).orElseThrow();
    }

    private void reboot() {
        inventory.write(transaction -> Upgrades.reboot(transaction, SERIAL, "reboot"));
    }

    @Test
    void whatADeviceWasNotThereForItIsToldOnceItIs() {
        box.order(IMAGE);
        reboot();

        List<Command> orders = orders(connect(Holdings.NONE));

        assertThat(orders).hasSize(2);
        assertThat(orders.get(0)).isInstanceOf(Upgrade.class);
        assertThat(orders.get(1)).isEqualTo(new Reboot("reboot", new Revision(1)));
    }

    @Test
    void aDeviceThatKnowsNoUpgradesIsToldNoneOfIt() {
        reboot();

        assertThat(orders(inventory.connect("box1", "2.4.0"))).isEmpty();
    }

    @Test
    void aDeviceThatHasBootedSaysSoByWhatItHolds() {
        reboot();

        connect(holding(Aspect.POWER, 1));

        assertThat(aspect(Aspect.POWER).isPending()).isFalse();
    }

    @Test
    void noRebootIsRepeatedSinceADeviceForgotWhatItWasTold() {
        reboot();
        box.apply(Aspect.POWER);

        assertThat(orders(connect(Holdings.NONE))).isEmpty();
    }

    @Test
    void noRebootIsRepeatedSinceTheControllerForgotThatItOrderedIt() {
        Admission admission = connect(holding(Aspect.POWER, 7));

        assertThat(orders(admission)).isEmpty();
        assertThat(aspect(Aspect.POWER).desired().revision()).isEqualTo(new Revision(7));
        assertThat(aspect(Aspect.POWER).isPending()).isFalse();

        reboot();
        assertThat(orders(connect(holding(Aspect.POWER, 7)))).containsExactly(new Reboot("reboot", new Revision(8)));
    }

    /** As after a backup was put back: what it says was not answered may have been done long ago. */
    @Test
    void noRebootIsRepeatedThatABackupHasStillToOrder() {
        reboot();

        assertThat(orders(connect(holding(Aspect.POWER, 7)))).isEmpty();
        assertThat(aspect(Aspect.POWER).isPending()).isFalse();
    }

    @Test
    void noUpgradeIsRepeatedThatABackupHasStillToOrder() {
        FirmwareJob job = box.order(IMAGE);

        Admission admission = connect(holding(Aspect.FIRMWARE, 7));

        assertThat(orders(admission)).isEmpty();
        assertThat(box.job(job).progress()).isEqualTo(JobProgress.canceled(UpdateCode.SUPERSEDED));
        assertThat(box.order(NEWER).number()).isEqualTo(8);
    }

    @Test
    void aJobThatADeviceHasIsNotOverSinceABackupWasPutBack() {
        FirmwareJob job = box.order(IMAGE);

        box.connect(holding(Aspect.FIRMWARE, 7), box.progress(job, UpdateState.DOWNLOADING, 10));

        assertThat(box.job(job).state()).isEqualTo(UpdateState.DOWNLOADING);
    }

    @Test
    void anUpgradeThatIsOverIsNotOrderedAgainOfADeviceThatForgotIt() {
        FirmwareJob job = box.order(IMAGE);
        box.apply(Aspect.FIRMWARE);
        box.record(box.progress(job, UpdateState.FAILED, 10));

        assertThat(orders(connect(Holdings.NONE))).isEmpty();
    }

    @Test
    void anUpgradeThatIsNotOverIs() {
        FirmwareJob job = box.order(IMAGE);
        box.apply(Aspect.FIRMWARE);
        box.record(box.progress(job, UpdateState.DOWNLOADING, 10));

        assertThat(orders(connect(Holdings.NONE))).hasSize(1);
        assertThat(orders(connect(holding(Aspect.FIRMWARE, 1)))).isEmpty();
    }

    @Test
    void aCancelThatWasRefusedIsNotAskedAgain() {
        FirmwareJob job = box.order(IMAGE);
        box.record(box.progress(job, UpdateState.STAGED, 100));
        inventory.write(transaction -> UpgradingBox.UPGRADES.cancel(transaction, SERIAL, "cancel", NOW));
        inventory.change(transaction -> Connections.answered(
                transaction,
                SERIAL,
                Aspect.FIRMWARE,
                new Revision(2),
                Optional.of(new Refusal(Refusal.Reason.UPGRADE_UNDER_WAY, "INSTALLING", "WAIT_ACTIVATE"))));

        Holdings held = Holdings.NONE.with(Aspect.FIRMWARE, new AspectStatus(new Revision(2), true));
        assertThat(orders(box.connect(held, box.progress(job, UpdateState.INSTALLING, 100))))
                .isEmpty();
        assertThat(box.job(job).isOpen()).isTrue();
    }

    @Test
    void aJobThatADeviceWasToLeaveAndDoesNotHaveIsOver() {
        FirmwareJob first = box.order(IMAGE);
        box.record(box.progress(first, UpdateState.DOWNLOADING, 10));
        inventory.write(transaction -> UpgradingBox.UPGRADES.cancel(transaction, SERIAL, "cancel", NOW));
        assertThat(box.job(first).isOpen()).isTrue();

        var other = new FirmwareProgress(
                "unknown", 1, 1, 1, UpdateState.FAILED, 0, UpdateCode.FLASH, UpgradingBox.OLD_DIGEST);
        box.connect(holding(Aspect.FIRMWARE, 2), other);

        assertThat(box.job(first).progress()).isEqualTo(JobProgress.canceled(UpdateCode.CANCELED));
    }

    @Test
    void theHelloSaysWhatBecameOfAJobAndOnceIsEnough() {
        FirmwareJob job = box.order(IMAGE);
        FirmwareProgress end = box.progress(job, UpdateState.FAILED, 10);

        Admission first = box.connect(holding(Aspect.FIRMWARE, 1), end);
        Admission second = box.connect(holding(Aspect.FIRMWARE, 1), end);

        assertThat(first.job().orElseThrow().isStep()).isTrue();
        assertThat(second.job()).isEmpty();
        assertThat(box.job(job).state()).isEqualTo(UpdateState.FAILED);
    }

    @Test
    void whatADeviceRunsIsWhatItsLatestHelloSays() {
        assertThat(Upgrades.running(inventory.device("box1"))).contains(UpgradingBox.OLD_DIGEST);

        box.admit(
                UpgradingBox.hello(
                        "boot-2",
                        Holdings.NONE,
                        Optional.of(UpgradingBox.running(IMAGE, SlotStatus.TRYING, Optional.empty()))),
                NOW);

        assertThat(Upgrades.running(inventory.device("box1"))).contains(IMAGE.digest());
        assertThat(inventory.device("box1").presence().firmware()).contains(IMAGE.version());
    }
}
