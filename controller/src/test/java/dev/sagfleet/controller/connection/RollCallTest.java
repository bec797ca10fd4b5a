package dev.sagfleet.controller.connection;

import static dev.sagfleet.controller.connection.RecordedPair.BOX1;
import static dev.sagfleet.controller.connection.RecordedPair.BOX2;
import static dev.sagfleet.controller.connection.RecordedPair.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.connection.Corrections.Absent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.session.SessionEvent;
import dev.sagfleet.controller.session.SessionTiming;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who is there by the store and who is in session, compared by hand; each look is one step. */
class RollCallTest {
    private final LateTasks looks = new LateTasks();
    private final SessionRegistry sessions = new SessionRegistry();
    private final RepeatedFailure log = new RepeatedFailure(LoggerFactory.getLogger(RollCallTest.class), () -> 0);
    private RecordedPair pair;
    private StoredInventory inventory;
    private FailingStore store;
    private RollCall rollCall;

    @BeforeEach
    void register(@TempDir Path directory) {
        pair = new RecordedPair(directory, sessions);
        inventory = pair.inventory;
        store = pair.store;
        rollCall = pair.rollCall(sessions, looks, log);
        rollCall.begin();
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void aDeviceWhoseDepartureWasLostIsOfflineAfterTwoLooksAndItsPartnerTakesOver() {
        inventory.connect("box1", "2.4.0");
        HandWire partner = connect(BOX2);

        look();
        assertThat(lastDelay()).isEqualTo(RollCall.BETWEEN_LOOKS);
        assertThat(pair.presence("box1").online()).isTrue();
        look();

        await(() -> !pair.presence("box1").online());
        await(() -> pair.events.count(EventKind.OFFLINE) == 1);
        assertThat(inventory.device("box2").role()).isEqualTo(HaRole.ACTIVE);
        assertThat(pair.presence("box2").online()).isTrue();
        assertThat(partner.closes).isEmpty();
        assertThat(lastDelay()).isEqualTo(RollCall.BETWEEN_ROUNDS);
    }

    @Test
    void aDeviceInSessionThatIsMarkedOfflineIsToldToConnectAgainAndIsOnlineThen() {
        HandWire lost = connect(BOX1);
        inventory.disconnect("box1");

        look();
        assertThat(lost.closes).isEmpty();
        look();
        assertThat(lost.closes).containsExactly(CloseCode.SERVICE_RESTART);

        connect(BOX1);
        assertThat(pair.presence("box1").epoch()).isEqualTo(2);
        look();
        assertThat(lastDelay()).isEqualTo(RollCall.BETWEEN_ROUNDS);
    }

    @Test
    void whoIsMarkedOnlineWithAnotherSessionThanItsOwnIsToldToConnectAgain() {
        HandWire lost = connect(BOX1);
        inventory.connect("box1", "2.4.0");

        look();
        look();

        assertThat(lost.closes).containsExactly(CloseCode.SERVICE_RESTART);
    }

    @Test
    void oneThatIsJustLeavingOrJustComingIsLeftAlone() {
        inventory.connect("box1", "2.4.0");
        inventory.connect("box2", "2.4.0");
        look();
        assertThat(lastDelay()).isEqualTo(RollCall.BETWEEN_LOOKS);

        pair.recorder.left(BOX1, 1);
        host(BOX2, new HandWire()).admitted(new SessionEvent.Admitted(1, List.of()));
        await(() -> !pair.presence("box1").online());
        int changes = store.changes.get();
        look();

        assertThat(store.changes).hasValue(changes);
        assertThat(pair.presence("box2").online()).isTrue();
        assertThat(pair.events.count(EventKind.OFFLINE)).isEqualTo(1);
    }

    @Test
    void oneThatCameAnewBetweenTwoLooksIsLeftAloneHoweverItIsMarked() {
        inventory.connect("box1", "2.4.0");
        look();
        inventory.connect("box1", "2.4.0");
        look();

        assertThat(store.changes).hasValue(0);
    }

    @Test
    void aSessionThatIsOverWhileItsConnectionEndsIsNoSession() {
        HandWire wire = new HandWire();
        SessionHost host = host(BOX1, wire);
        greet(host);
        host.step(new SessionEvent.TurnedAway(CloseCode.INTERNAL_ERROR, "test"));
        await(() -> !pair.presence("box1").online());

        look();

        assertThat(lastDelay()).isEqualTo(RollCall.BETWEEN_ROUNDS);
    }

    @Test
    void withinTheChangeItIsSeenThatASessionHasBegunAfterAll() {
        inventory.connect("box1", "2.4.0");
        host(BOX1, new HandWire()).admitted(new SessionEvent.Admitted(1, List.of()));
        var corrections = new Corrections(pair.events, sessions, RolloutListener.NONE, InstantSource.system(), log);

        boolean corrected = inventory.write(transaction ->
                corrections.write(transaction, new Absent(BOX1, 1)).isPresent());

        assertThat(corrected).isFalse();
        assertThat(pair.presence("box1").online()).isTrue();
    }

    @Test
    void nothingIsWrittenWhileAllIsRight() {
        connect(BOX1);
        int changes = store.changes.get();

        for (int round = 0; round < 3; round++) {
            look();
            assertThat(lastDelay()).isEqualTo(RollCall.BETWEEN_ROUNDS);
        }

        assertThat(store.changes).hasValue(changes);
    }

    @Test
    void whoIsAwaitedAfterAStartIsNotTakenForAbsentUntilTheGracePeriodIsOver() {
        inventory.connect("box1", "2.4.0");
        inventory.change(transaction -> transaction
                .devices()
                .savePresence(transaction.devices().find(BOX1).orElseThrow().withPresence(pair.seenBefore())));
        look();
        assertThat(lastDelay()).isEqualTo(RollCall.BETWEEN_ROUNDS);

        store.isFull = true; // so that the end of the grace period itself is lost
        pair.recorder.endGracePeriod();
        store.isFull = false;
        look();
        look();

        await(() -> !pair.presence("box1").online());
    }

    @Test
    void departuresThatAreHeldAfterAPauseAreWaitedFor() {
        inventory.connect("box1", "2.4.0");
        pair.recorder.paused();
        look();
        assertThat(lastDelay()).isEqualTo(RollCall.BETWEEN_ROUNDS);

        pair.later.runNext();
        look();
        assertThat(lastDelay()).isEqualTo(RollCall.BETWEEN_LOOKS);
    }

    @Test
    void aRoundLooksAtEveryDeviceAThousandASecond() {
        List<String> lost = List.of("app0000", "app0998", "app0999", "app1000", "app1999", "app2400");
        var instance = StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP);
        List<Device> apps = IntStream.range(0, 2_401)
                .mapToObj(i -> String.format("app%04d", i))
                .map(serial -> StoredInventory.device(instance, serial, HaRole.ACTIVE))
                .toList();
        inventory.change(transaction -> {
            transaction.instances().save(instance);
            transaction.devices().addNew(apps);
        });
        lost.forEach(serial -> inventory.connect(serial, "2.4.0"));

        for (int i = 0; i < 6; i++) {
            look();
        }

        assertThat(looks.delays)
                .endsWith(
                        RollCall.BETWEEN_LOOKS,
                        RollCall.BETWEEN_PARTS,
                        RollCall.BETWEEN_LOOKS,
                        RollCall.BETWEEN_PARTS,
                        RollCall.BETWEEN_LOOKS,
                        RollCall.BETWEEN_ROUNDS);
        lost.forEach(serial -> await(() -> !pair.presence(serial).online()));
        await(() -> pair.events.count(EventKind.OFFLINE) == lost.size());
    }

    @Test
    void aCorrectionThatTheStoreCannotKeepIsMadeInALaterRound() {
        inventory.connect("box1", "2.4.0");
        store.isFull = true;
        look();
        look();
        assertThat(pair.presence("box1").online()).isTrue();

        store.isFull = false;
        look(); // what the failed correction has left to be done later
        look();
        look();

        await(() -> !pair.presence("box1").online());
    }

    @Test
    void nothingMoreIsLookedAtOnceTheControllerStops() {
        inventory.connect("box1", "2.4.0");
        look();
        rollCall.stop();
        looks.runNext();

        assertThat(inventory.<Long>read(reading -> reading.devices().count())).isEqualTo(2);
        assertThat(store.changes).hasValue(0);
        assertThat(looks.isWaiting()).isFalse();
    }

    /** One look, to the end of what follows from it. */
    private void look() {
        looks.runNext();
        await(looks::isWaiting);
    }

    private Duration lastDelay() {
        return looks.delays.get(looks.delays.size() - 1);
    }

    private SessionHost host(SerialNumber serial, HandWire wire) {
        return new SessionHost(
                serial, wire, new SessionEnvironment(SessionTiming.DEFAULT, () -> 2, sessions, pair.recorder));
    }

    private HandWire connect(SerialNumber serial) {
        HandWire wire = new HandWire();
        greet(host(serial, wire));
        return wire;
    }

    private void greet(SessionHost host) {
        int before = sessions.onlineCount();
        host.begin();
        host.step(new SessionEvent.Received(new Envelope<>(
                0,
                new Hello(
                        host.serial(),
                        Optional.empty(),
                        DeviceModel.SAG_1000,
                        FirmwareVersion.parse("2.4.0"),
                        "boot-1",
                        Holdings.NONE,
                        false))));
        await(() -> sessions.onlineCount() == before + 1);
    }
}
