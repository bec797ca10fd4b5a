package dev.sagfleet.controller.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Presence;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.inventory.UpgradingBox;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A pair of boxes, what is recorded of them, and a store that is full when a test says so. */
final class RecordedPair implements AutoCloseable {
    static final SerialNumber BOX1 = new SerialNumber("box1");
    static final SerialNumber BOX2 = new SerialNumber("box2");
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(2);

    final LateTasks later = new LateTasks();
    final Events events = new Events(InstantSource.system());
    final StoredInventory inventory;
    final FailingStore store;
    final SessionRecorder recorder;

    RecordedPair(Path directory, DesiredStateListener listener) {
        inventory = new StoredInventory(directory, listener);
        inventory.register(StoredInventory.instance("sag-1", DeviceModel.SAG_1000, HaType.WARM_BACKUP), "box1", "box2");
        store = new FailingStore(inventory.store());
        recorder = new SessionRecorder(
                store,
                (serial, aspect, revision, refusal) -> {},
                new TrafficReports(InstantSource.system()),
                events,
                InstantSource.system(),
                later,
                GRACE,
                StoredInventory.RUN,
                UpgradingBox.UPGRADES,
                RolloutListener.NONE);
    }

    RollCall rollCall(SessionRegistry sessions, Scheduler looks, RepeatedFailure log) {
        return new RollCall(
                store,
                sessions,
                recorder::mayComeBack,
                events,
                RolloutListener.NONE,
                InstantSource.system(),
                looks,
                log);
    }

    Presence presence(String serial) {
        return inventory.device(serial).presence();
    }

    /** As if the first box was last seen by an earlier start of the controller. */
    Presence seenBefore() {
        Presence seen = presence("box1");
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

    /** Waits for something to become true. */
    static void await(BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadlineNanos);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public void close() {
        inventory.close();
    }
}
