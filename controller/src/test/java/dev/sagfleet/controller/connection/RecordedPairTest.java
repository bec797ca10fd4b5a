package dev.sagfleet.controller.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.InstanceStatus;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.inventory.UpgradingBox;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a pair of devices while the disk of their controller is full, and after. */
class RecordedPairTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final SerialNumber BOX1 = new SerialNumber("box1");
    private static final SerialNumber BOX2 = new SerialNumber("box2");
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final FirmwareVersion OLD = FirmwareVersion.parse("2.3.9");

    private final LateTasks later = new LateTasks();
    private StoredInventory inventory;
    private FailingStore store;
    private SessionRecorder recorder;

    @BeforeEach
    void connectAPair(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        inventory.register(StoredInventory.instance("sag-1", DeviceModel.SAG_1000, HaType.WARM_BACKUP), "box1", "box2");
        inventory.connect("box1", "2.4.0");
        inventory.connect("box2", "2.4.0");
        store = new FailingStore(inventory.store());
        recorder = new SessionRecorder(
                store,
                (serial, aspect, revision, refusal) -> {},
                new TrafficReports(InstantSource.system()),
                new Events(InstantSource.system()),
                InstantSource.system(),
                later,
                GRACE,
                StoredInventory.RUN,
                UpgradingBox.UPGRADES);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void aDeviceThatLeavesWhileTheDiskIsFullIsOfflineOnceThereIsRoomAndItsPartnerTakesOver() {
        store.isFull = true;
        recorder.left(BOX1, 1);
        later.runNext();
        assertThat(inventory.device("box1").presence().online()).isTrue();

        store.isFull = false;
        later.runNext();

        await(() -> !inventory.device("box1").presence().online());
        assertThat(inventory.device("box2").role()).isEqualTo(HaRole.ACTIVE);
        assertThat(inventory.device("box1").role()).isEqualTo(HaRole.STANDBY);
    }

    @Test
    void whenBothHaveLeftTheInstanceIsNotActive() {
        store.isFull = true;
        recorder.left(BOX1, 1);
        recorder.left(BOX2, 1);

        store.isFull = false;
        later.runNext();

        await(() -> status() == InstanceStatus.OFFLINE);
    }

    @Test
    void theGracePeriodEndsOnceThereIsRoom() {
        inventory.change(transaction -> transaction
                .devices()
                .save(transaction.devices().find(BOX1).orElseThrow().withPresence(seenBefore())));
        store.isFull = true;
        recorder.endGracePeriod();
        later.runNext();
        assertThat(inventory.device("box1").presence().online()).isTrue();

        store.isFull = false;
        later.runNext();

        await(() -> !inventory.device("box1").presence().online());
    }

    @Test
    void devicesThatHungUpOverAPauseAndComeBackHaveNotLeft() {
        recorder.paused();
        recorder.left(BOX1, 1);
        recorder.left(BOX2, 1);
        inventory.connect("box2", "2.4.0");
        inventory.connect("box1", "2.4.0");

        later.runNext();
        recorder.accelerationChanged(BOX2, 2, OLD, true);

        await(() -> inventory.device("box2").presence().suspended());
        assertThat(inventory.device("box1").presence().online()).isTrue();
        assertThat(inventory.device("box1").role()).isEqualTo(HaRole.ACTIVE);
        assertThat(inventory.device("box2").role()).isEqualTo(HaRole.STANDBY);
    }

    @Test
    void aDeviceThatDoesNotComeBackAfterAPauseHasLeft() {
        recorder.paused();
        recorder.left(BOX1, 1);
        assertThat(store.changes).hasValue(0);

        later.runNext();

        await(() -> !inventory.device("box1").presence().online());
        assertThat(inventory.device("box2").role()).isEqualTo(HaRole.ACTIVE);
    }

    @Test
    void aGracePeriodTakesThePlaceOfTheOneBefore() {
        inventory.change(transaction -> transaction
                .devices()
                .save(transaction.devices().find(BOX1).orElseThrow().withPresence(seenBefore())));
        recorder.beginGracePeriod();
        recorder.beginGracePeriod();

        later.runNext();
        assertThat(store.changes).hasValue(0);
        later.runNext();

        await(() -> !inventory.device("box1").presence().online());
    }

    @Test
    void accelerationThatStopsWhileTheDiskIsFullIsKnownOnceThereIsRoom() {
        store.isFull = true;
        for (int i = 0; i < 20_000; i++) {
            recorder.accelerationChanged(BOX1, 1, OLD, i % 2 == 0);
        }
        assertThat(store.changes).hasValue(1);
        recorder.accelerationChanged(BOX1, 1, OLD, true);

        store.isFull = false;
        later.runNext();

        await(() -> inventory.device("box1").presence().suspended());
        assertThat(inventory.device("box1").presence().firmware()).contains(OLD);
        assertThat(store.changes.get()).isLessThanOrEqualTo(3);
    }

    private Presence seenBefore() {
        var seen = inventory.device("box1").presence();
        return new Presence(
                seen.epoch(),
                true,
                StoredInventory.RUN - 1,
                seen.firmware(),
                seen.bootId(),
                seen.bootedMillis(),
                seen.connectedMillis(),
                seen.suspended());
    }

    private InstanceStatus status() {
        return inventory.read(reading -> reading.instances()
                .find("sag-1")
                .orElseThrow()
                .status(reading.devices().anyOnline("sag-1")));
    }

    private static void await(BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadlineNanos);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
