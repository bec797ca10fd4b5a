package dev.sagfleet.controller.connection;

import static dev.sagfleet.controller.connection.RecordedPair.BOX1;
import static dev.sagfleet.controller.connection.RecordedPair.BOX2;
import static dev.sagfleet.controller.connection.RecordedPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.InstanceStatus;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.session.SessionEffect.Answer;
import dev.sagfleet.controller.session.SessionTiming;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a pair of devices while the disk of their controller is full, and after. */
class RecordedPairTest {
    private static final FirmwareVersion OLD = FirmwareVersion.parse("2.3.9");

    private RecordedPair pair;
    private StoredInventory inventory;
    private FailingStore store;
    private SessionRecorder recorder;
    private LateTasks later;

    @BeforeEach
    void connectBoth(@TempDir Path directory) {
        pair = new RecordedPair(directory, (serial, command) -> {});
        inventory = pair.inventory;
        store = pair.store;
        recorder = pair.recorder;
        later = pair.later;
        inventory.connect("box1", "2.4.0");
        inventory.connect("box2", "2.4.0");
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void aDeviceThatLeavesWhileTheDiskIsFullIsOfflineOnceThereIsRoomAndItsPartnerTakesOver() {
        store.isFull = true;
        recorder.left(BOX1, 1);
        later.runNext();
        assertThat(pair.presence("box1").online()).isTrue();

        store.isFull = false;
        later.runNext();

        await(() -> !pair.presence("box1").online());
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
                .save(transaction.devices().find(BOX1).orElseThrow().withPresence(pair.seenBefore())));
        store.isFull = true;
        recorder.endGracePeriod();
        later.runNext();
        assertThat(pair.presence("box1").online()).isTrue();

        store.isFull = false;
        later.runNext();

        await(() -> !pair.presence("box1").online());
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

        await(() -> pair.presence("box2").suspended());
        assertThat(pair.presence("box1").online()).isTrue();
        assertThat(inventory.device("box1").role()).isEqualTo(HaRole.ACTIVE);
        assertThat(inventory.device("box2").role()).isEqualTo(HaRole.STANDBY);
    }

    @Test
    void aDeviceThatDoesNotComeBackAfterAPauseHasLeft() {
        recorder.paused();
        recorder.left(BOX1, 1);
        assertThat(store.changes).hasValue(0);

        later.runNext();

        await(() -> !pair.presence("box1").online());
        assertThat(inventory.device("box2").role()).isEqualTo(HaRole.ACTIVE);
    }

    @Test
    void aGracePeriodTakesThePlaceOfTheOneBefore() {
        inventory.change(transaction -> transaction
                .devices()
                .save(transaction.devices().find(BOX1).orElseThrow().withPresence(pair.seenBefore())));
        recorder.beginGracePeriod();
        recorder.beginGracePeriod();

        later.runNext();
        assertThat(store.changes).hasValue(0);
        later.runNext();

        await(() -> !pair.presence("box1").online());
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

        await(() -> pair.presence("box1").suspended());
        assertThat(pair.presence("box1").firmware()).contains(OLD);
        assertThat(store.changes.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void whoHasAppliedADissociateIsNotSuspendedAnyMoreOnceThatIsKept() {
        inventory.change(transaction -> Connections.accelerationChanged(transaction, BOX1, 1, OLD, true));
        SessionHost session = new SessionHost(
                BOX1,
                new HandWire(),
                new SessionEnvironment(SessionTiming.DEFAULT, () -> 2, new SessionRegistry(), recorder));
        Revision revision = new Revision(1);

        recorder.answered(session, new Answer(1, new ChangeRole("c", revision, HaRole.ACTIVE), Optional.empty()));
        await(() -> pair.events.count(EventKind.APPLIED) == 1);
        assertThat(pair.presence("box1").suspended()).isTrue();

        recorder.answered(session, new Answer(1, new Dissociate("c", revision), Optional.empty()));
        await(() -> pair.events.count(EventKind.APPLIED) == 2);
        assertThat(pair.presence("box1").suspended()).isFalse();
    }

    private InstanceStatus status() {
        return inventory.read(reading -> reading.instances()
                .find("sag-1")
                .orElseThrow()
                .status(reading.devices().anyOnline("sag-1")));
    }
}
