package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.NOW;
import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.NEWER;
import static dev.sagfleet.controller.inventory.UpgradingBox.SERIAL;
import static dev.sagfleet.controller.inventory.UpgradingBox.UPGRADES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be ordered of a device, and what it is told by that. */
class UpgradesTest {
    private StoredInventory inventory;
    private UpgradingBox box;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(
                directory,
                (serial, command) -> told.add(command.command().getClass().getSimpleName()));
        box = new UpgradingBox(inventory);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void anOrderIsAJobAndWhatTheDeviceIsTold() {
        box.connect();

        FirmwareJob job = box.order(IMAGE);

        assertThat(box.jobs()).containsExactly(job);
        assertThat(job.isOpen()).isTrue();
        assertThat(job.state()).isEqualTo(UpdateState.IDLE);
        assertThat(inventory.desired("box1", Aspect.FIRMWARE))
                .isEqualTo(new Upgrade(
                        "call",
                        new Revision(1),
                        "fw-1",
                        1,
                        IMAGE.signed(),
                        "/firmware/" + IMAGE.digest() + "?job=fw-1&at=" + NOW,
                        UpgradeWindow.ALWAYS,
                        Duration.ofMinutes(10),
                        false));
        assertThat(told).containsExactly("Upgrade");
    }

    @Test
    void anAppClientHasTwoMinutesToProveItself() {
        inventory.register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1");
        FirmwareImage image = UpgradingBox.image("2.7.0", DeviceModel.APP);
        inventory.change(transaction -> transaction.images().save(image));

        box.order(UpgradeOrder.now(new SerialNumber("app1"), image.digest(), FirmwareJob.Origin.CONTROL));

        assertThat(((Upgrade) inventory.desired("app1", Aspect.FIRMWARE)).trial())
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void theSameOrderAgainChangesNothingAndOnOtherTermsItIsAnotherJob() {
        box.connect();
        FirmwareJob job = box.order(IMAGE);
        UpgradeOrder forced = new UpgradeOrder(
                SERIAL, IMAGE.digest(), FirmwareJob.Origin.CONTROL, UpgradeWindow.ALWAYS, Optional.empty(), true);

        assertThat(box.order(UpgradeOrder.now(SERIAL, IMAGE.digest(), FirmwareJob.Origin.API)))
                .isEqualTo(new Upgrades.Ordered(job, false, List.of(), RolloutListener.NOTHING));
        assertThat(told).hasSize(1);

        assertThat(box.order(forced).job().number()).isGreaterThan(job.number());
    }

    @Test
    void anImageThatCannotBeHadIsNotFetchedByAnybody() {
        box.connect();
        inventory.change(transaction -> {
            transaction.images().save(NEWER.withdrawn());
            transaction.images().save(UpgradingBox.image("2.8.0", DeviceModel.APP));
        });

        assertRejected(Rejection.IMAGE_WITHDRAWN, "found withdrawn", () -> box.order(NEWER));
        assertRejected(
                Rejection.IMAGE_MISMATCH,
                "found none for SAG-1000",
                () -> box.order(UpgradingBox.image("2.8.0", DeviceModel.APP)));
        assertRejected(
                Rejection.IMAGE_NOT_FOUND,
                "no image",
                () -> box.order(UpgradeOrder.now(SERIAL, Digest.ofText("none"), FirmwareJob.Origin.API)));
        assertRejected(
                Rejection.DEVICE_NOT_FOUND,
                "no device nobody",
                () -> box.order(UpgradeOrder.now(new SerialNumber("nobody"), IMAGE.digest(), FirmwareJob.Origin.API)));
        assertThat(box.jobs()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aDeviceThatKnowsNoUpgradesIsOrderedNone() {
        inventory.connect("box1", "2.4.0");

        assertRejected(Rejection.UPGRADES_NOT_SUPPORTED, "found no slots", () -> box.order(IMAGE));
        assertRejected(
                Rejection.UPGRADES_NOT_SUPPORTED,
                "found no slots",
                () -> inventory.write(transaction -> Upgrades.reboot(transaction, SERIAL, "call")));
    }

    @Test
    void whatRunsAlreadyIsOnlyInstalledByForce() {
        box.admit(
                UpgradingBox.hello(
                        "boot-2",
                        Holdings.NONE,
                        Optional.of(UpgradingBox.running(IMAGE, SlotStatus.GOOD, Optional.empty()))),
                NOW);

        assertRejected(Rejection.IMAGE_RUNS, "found 2.5.0 of this digest running", () -> box.order(IMAGE));
        assertThat(box.order(new UpgradeOrder(
                                SERIAL,
                                IMAGE.digest(),
                                FirmwareJob.Origin.CONTROL,
                                UpgradeWindow.ALWAYS,
                                Optional.empty(),
                                true))
                        .isNew())
                .isTrue();
    }

    /** The device says itself what became of a job that it has; of one that it never heard of it says nothing. */
    @Test
    void anotherOrderEndsWhatTheDeviceNeverHeardOf() {
        box.connect();
        FirmwareJob first = box.order(IMAGE);
        FirmwareJob second = box.order(NEWER);
        assertThat(box.job(first).progress()).isEqualTo(JobProgress.canceled(UpdateCode.SUPERSEDED));

        box.record(box.progress(second, UpdateState.DOWNLOADING, 10));
        FirmwareJob third = box.order(IMAGE);

        assertThat(box.job(second).isOpen()).isTrue();
        assertThat(third.number()).isEqualTo(3);
    }

    @Test
    void aDeviceHasAFewJobsOnRecordHoweverManyItHad() {
        box.connect();
        for (int i = 0; i < 3 * FirmwareJob.OF_DEVICE_MAX; i++) {
            box.order(i % 2 == 0 ? IMAGE : NEWER);
        }

        assertThat(box.jobs()).hasSize(FirmwareJob.OF_DEVICE_MAX);
        assertThat(box.jobs().get(0).number()).isEqualTo(3 * FirmwareJob.OF_DEVICE_MAX);
    }

    @Test
    void aFailedJobIsTriedAgainAsTheNextAttemptByForce() {
        box.connect();
        FirmwareJob job = box.order(IMAGE);
        assertRejected(Rejection.JOB_STATUS, "found IDLE", this::retry);
        box.record(box.progress(job, UpdateState.FAILED, 40));

        FirmwareJob next = retry();

        assertThat(next.number()).isEqualTo(job.number());
        assertThat(next.attempt()).isEqualTo(2);
        assertThat(next.progress()).isEqualTo(JobProgress.ORDERED);
        Upgrade upgrade = (Upgrade) inventory.desired("box1", Aspect.FIRMWARE);
        assertThat(upgrade.attempt()).isEqualTo(2);
        assertThat(upgrade.forced()).isTrue();
        assertThat(upgrade.revision()).isEqualTo(new Revision(2));
    }

    @Test
    void aJobThatWasDoneIsNotTriedAgain() {
        box.connect();
        assertRejected(Rejection.JOB_NOT_FOUND, "no job of box1", this::retry);
        FirmwareJob job = box.order(IMAGE);
        box.record(box.progress(job, UpdateState.COMMITTED, 100));

        assertRejected(Rejection.JOB_STATUS, "found COMMITTED", this::retry);
    }

    @Test
    void aJobThatTheDeviceNeverHeardOfIsOverOnceItIsCancelled() {
        FirmwareJob job = box.order(IMAGE);

        Outcome<FirmwareJob> cancelled = cancel();

        assertThat(cancelled.value().progress()).isEqualTo(JobProgress.canceled(UpdateCode.CANCELED));
        assertThat(box.job(job)).isEqualTo(cancelled.value());
        assertThat(inventory.desired("box1", Aspect.FIRMWARE))
                .isEqualTo(new CancelUpgrade("cancel", new Revision(2), job.id()));
        assertRejected(Rejection.JOB_STATUS, "found CANCELED", this::cancel);
    }

    @Test
    void anyOtherJobIsOverOnceTheDeviceSaysSo() {
        box.connect();
        FirmwareJob job = box.order(IMAGE);
        box.record(box.progress(job, UpdateState.DOWNLOADING, 40));

        Outcome<FirmwareJob> cancelled = cancel();

        assertThat(cancelled.value().isOpen()).isTrue();
        assertThat(cancelled.pending())
                .containsExactly(new PendingChange(SERIAL, Aspect.FIRMWARE, new Revision(2), true));
        box.record(box.progress(job, UpdateState.CANCELED, 40));
        assertThat(box.job(job).state()).isEqualTo(UpdateState.CANCELED);
    }

    @Test
    void fromInstallingOnACancelIsRefusedWithTheTrueState() {
        box.connect();
        FirmwareJob job = box.order(IMAGE);
        for (UpdateState state :
                List.of(UpdateState.INSTALLING, UpdateState.ARMED, UpdateState.REBOOTING, UpdateState.TRIAL)) {
            box.record(box.progress(job, state, 100));
            assertRejected(Rejection.JOB_STATUS, "fw-1: found " + state, this::cancel);
        }
        assertThat(inventory.desired("box1", Aspect.FIRMWARE)).isInstanceOf(Upgrade.class);
    }

    @Test
    void aRebootIsARevisionOfItsOwn() {
        box.connect();

        inventory.write(transaction -> Upgrades.reboot(transaction, SERIAL, "call"));

        assertThat(inventory.desired("box1", Aspect.POWER)).isEqualTo(new Reboot("call", new Revision(1)));
        assertThat(told).containsExactly("Reboot");
    }

    @Test
    void aLinkIsMintedForAnOpenAttemptOfTheDeviceAlone() {
        box.connect();
        FirmwareJob job = box.order(IMAGE);

        assertThat(link(SERIAL, job.id(), 1)).contains("/firmware/" + IMAGE.digest() + "?job=fw-1&at=5");
        assertThat(link(SERIAL, job.id(), 2)).isEmpty();
        assertThat(link(SERIAL, "fw-2", 1)).isEmpty();
        assertThat(link(SERIAL, "another", 1)).isEmpty();
        assertThat(link(new SerialNumber("nobody"), job.id(), 1)).isEmpty();

        box.record(box.progress(job, UpdateState.FAILED, 0));
        assertThat(link(SERIAL, job.id(), 1)).isEmpty();
    }

    private Optional<String> link(SerialNumber serial, String job, int attempt) {
        return inventory.read(reading -> UPGRADES.link(reading, serial, job, attempt, 5));
    }

    private FirmwareJob retry() {
        return inventory.write(
                transaction -> UPGRADES.retry(transaction, SERIAL, FirmwareJob.Origin.CONTROL, "retry", NOW));
    }

    private Outcome<FirmwareJob> cancel() {
        return inventory.write(transaction -> UPGRADES.cancel(transaction, SERIAL, "cancel", NOW));
    }
}
