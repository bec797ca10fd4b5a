package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.UpgradingBox.IMAGE;
import static dev.sagfleet.controller.inventory.UpgradingBox.NEWER;
import static dev.sagfleet.controller.inventory.UpgradingBox.SERIAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UpgradeWindow;
import dev.sagfleet.controller.rollout.UpgradeSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a device is upgraded by itself, and when it is left alone. */
class AutoUpgradesTest {
    private static final AutoUpgrades AUTO = new AutoUpgrades(UpgradingBox.UPGRADES);
    private static final UpgradeSchedule DAILY =
            new UpgradeSchedule("0 0 4 1/1 * ?", ZoneId.of("UTC"), Duration.ofMinutes(30));
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Before the first opening. */
    private static final long EVENING = Instant.parse("2026-03-01T20:00:00Z").toEpochMilli();

    private StoredInventory inventory;
    private UpgradingBox box;
    private long nowMillis = EVENING;

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

    private long schedule(AutoUpgradePolicy.Type type) {
        return inventory
                .write(transaction -> AutoUpgrades.set(transaction, SERIAL, type, DAILY, EVENING))
                .dueMillis()
                .orElse(-1L);
    }

    private List<FirmwareJob> orderDue(long nowMillis) {
        return inventory.write(transaction -> AUTO.orderDue(transaction, 10, nowMillis)).orders().stream()
                .map(Upgrades.Ordered::job)
                .toList();
    }

    private long due() {
        return inventory
                .read(reading -> reading.policies().find(SERIAL))
                .orElseThrow()
                .dueMillis()
                .orElseThrow();
    }

    @Test
    void atItsTimeTheNewestImageIsOrderedWithinTheWindow() {
        long due = schedule(AutoUpgradePolicy.Type.SCHEDULED);
        assertThat(orderDue(due - 1)).isEmpty();

        List<FirmwareJob> jobs = orderDue(due);

        assertThat(jobs).hasSize(1);
        assertThat(jobs.get(0).image()).isEqualTo(NEWER.digest());
        assertThat(jobs.get(0).origin()).isEqualTo(FirmwareJob.Origin.POLICY);
        long closes = Instant.parse("2026-03-02T04:30:00Z").toEpochMilli();
        assertThat(((Upgrade) inventory.desired("box1", Aspect.FIRMWARE)).window())
                .isEqualTo(new UpgradeWindow(due, closes));
        assertThat(due()).isEqualTo(due + DAY);
        assertThat(orderDue(due + 1)).isEmpty();
    }

    @Test
    void aWindowThatClosedWhileNobodyLookedIsMissed() {
        long due = schedule(AutoUpgradePolicy.Type.SCHEDULED);

        assertThat(orderDue(due + DAY / 2)).isEmpty();

        assertThat(due()).isEqualTo(due + DAY);
    }

    @Test
    void ofTheOthersNothingComesByTime() {
        assertThat(schedule(AutoUpgradePolicy.Type.MANUAL)).isEqualTo(-1);
        assertThat(schedule(AutoUpgradePolicy.Type.BOOT)).isEqualTo(-1);
        assertThat(orderDue(EVENING + DAY)).isEmpty();
    }

    private boolean upgradesAt(String bootId) {
        nowMillis++;
        return box.admit(
                        UpgradingBox.hello(bootId, Holdings.NONE, Optional.of(UpgradingBox.report(Optional.empty()))),
                        nowMillis)
                .upgradesNow();
    }

    @Test
    void atABootOnlyThatPolicyUpgradesAndOncePerBoot() {
        assertThat(upgradesAt("boot-2")).as("no policy").isFalse();
        schedule(AutoUpgradePolicy.Type.MANUAL);
        assertThat(upgradesAt("boot-3")).as("manual").isFalse();
        schedule(AutoUpgradePolicy.Type.BOOT);
        assertThat(upgradesAt("boot-3")).as("the same boot").isFalse();
        assertThat(upgradesAt("boot-4")).isTrue();

        Optional<Upgrades.Ordered> ordered =
                inventory.write(transaction -> AUTO.orderAtBoot(transaction, SERIAL, EVENING));
        assertThat(ordered.map(order -> order.job().image())).contains(NEWER.digest());
    }

    @Test
    void whoRunsTheNewestIsLeftAlone() {
        long due = schedule(AutoUpgradePolicy.Type.SCHEDULED);
        box.admit(
                UpgradingBox.hello(
                        "boot-2",
                        Holdings.NONE,
                        Optional.of(UpgradingBox.running(NEWER, SlotStatus.GOOD, Optional.empty()))),
                EVENING);

        assertThat(orderDue(due)).isEmpty();
    }

    @Test
    void aWithdrawnImageIsNotTheNewest() {
        long due = schedule(AutoUpgradePolicy.Type.SCHEDULED);
        inventory.change(transaction -> transaction.images().save(NEWER.withdrawn()));

        assertThat(orderDue(due)).extracting(FirmwareJob::image).containsExactly(IMAGE.digest());
    }

    @Test
    void anotherJobIsNotDisturbed() {
        long due = schedule(AutoUpgradePolicy.Type.SCHEDULED);
        FirmwareJob job = box.order(IMAGE);

        assertThat(orderDue(due)).isEmpty();

        assertThat(box.job(job).isOpen()).isTrue();
    }

    /** Each night it is ordered anew, since the window of the night before is over. */
    @Test
    void aDeviceThatIsAwayIsOrderedWithinTheLatestWindow() {
        long due = schedule(AutoUpgradePolicy.Type.SCHEDULED);
        FirmwareJob first = orderDue(due).get(0);

        FirmwareJob second = orderDue(due + DAY).get(0);

        assertThat(box.job(first).isOpen()).isFalse();
        assertThat(second.number()).isGreaterThan(first.number());
        assertThat(((Upgrade) inventory.desired("box1", Aspect.FIRMWARE))
                        .window()
                        .opensAtMillis())
                .isEqualTo(due + DAY);
    }

    private List<FirmwareJob> nextNightAfter(UpdateState end) {
        long due = schedule(AutoUpgradePolicy.Type.SCHEDULED);
        FirmwareJob job = orderDue(due).get(0);
        box.record(box.progress(job, end, 50));
        return orderDue(due + DAY);
    }

    @Test
    void whatTheDeviceFellBackFromIsNotTriedEachNight() {
        assertThat(nextNightAfter(UpdateState.ROLLED_BACK)).isEmpty();
    }

    @Test
    void whatItRejectsIsNotEither() {
        assertThat(nextNightAfter(UpdateState.REJECTED)).isEmpty();
    }

    @Test
    void whatOnlyWentWrongOnTheWayIs() {
        assertThat(nextNightAfter(UpdateState.FAILED)).hasSize(1);
    }

    @Test
    void whoDoesNotPayOrIsBoundToNoNetworkIsNotUpgraded() {
        long due = schedule(AutoUpgradePolicy.Type.SCHEDULED);
        inventory.change(transaction -> Administration.setArrears(transaction, "sag-1", true));
        assertThat(orderDue(due)).isEmpty();

        inventory.change(transaction -> {
            Administration.setArrears(transaction, "sag-1", false);
            Administration.bindCcn(transaction, "sag-1", Optional.empty());
        });
        assertThat(orderDue(due + DAY)).isEmpty();
    }

    @Test
    void aRemovedDeviceLeavesNoPolicyAndNoJob() {
        schedule(AutoUpgradePolicy.Type.SCHEDULED);
        box.order(IMAGE);

        inventory.change(transaction -> Removal.remove(transaction, SERIAL));

        Optional<Long> earliest = inventory.read(reading -> reading.policies().earliestMillis());
        assertThat(earliest).isEmpty();
        assertThat(box.jobs()).isEmpty();
    }
}
