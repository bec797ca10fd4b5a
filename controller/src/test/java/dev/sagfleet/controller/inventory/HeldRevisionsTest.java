package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.NOW;
import static dev.sagfleet.controller.inventory.StoredInventory.RUN;
import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static dev.sagfleet.controller.inventory.StoredInventory.commands;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Connections.Admission;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device says, when it comes, that it holds already. */
class HeldRevisionsTest {
    private static final SerialNumber SERIAL = new SerialNumber("box1");
    private static final Refusal TOO_OLD = new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.9", "2.4.0");

    private StoredInventory inventory;

    /** One SAG-1000 that has never been seen. */
    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        inventory.register(StoredInventory.instance("sag-1", DeviceModel.SAG_1000, HaType.NO_BACKUP), "box1");
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void anAnswerThatWasLostIsReportedByTheNextHello() {
        connectHolding(Aspect.BANDWIDTH, new AspectStatus(new Revision(1), false));

        assertThat(reported()).isEqualTo(new Revision(1));
    }

    @Test
    void aRefusalIsNotTakenFromTheHelloSinceTheDeviceIsAskedAgain() {
        connectHolding(Aspect.BANDWIDTH, new AspectStatus(new Revision(1), true));

        assertThat(reported()).isEqualTo(Revision.NONE);
    }

    @Test
    void whatADeviceAppliesAfterItHasRefusedItIsReportedByItsNextHello() {
        inventory.change(transaction ->
                Connections.answered(transaction, SERIAL, Aspect.BANDWIDTH, new Revision(1), Optional.of(TOO_OLD)));
        connectHolding(Aspect.BANDWIDTH, new AspectStatus(new Revision(1), false));

        DeviceAspect known = inventory.aspect("box1", Aspect.BANDWIDTH).orElseThrow();
        assertThat(known.refusal()).isEmpty();
        assertThat(known.applied()).isEqualTo(new Revision(1));
    }

    @Test
    void aDeviceThatIsAheadOfTheInventoryGetsANewerRevision() {
        Admission admission = connectHolding(Aspect.BANDWIDTH, new AspectStatus(new Revision(8), false));

        assertThat(commands(admission))
                .containsExactly(new ChangeBandwidth("registration", new Revision(9), Bandwidth.ofMegabits(50)));
        assertThat(inventory.desired("box1", Aspect.BANDWIDTH))
                .isEqualTo(commands(admission).get(0));
    }

    @Test
    void whoHoldsMoreThanAnyControllerCanHaveGivenIsTurnedAway() {
        assertRejected(
                Rejection.DEVICE_MISMATCH,
                "held.BANDWIDTH.revision: 9007199254740992 (expected: at most 4503599627370496)",
                () -> connectHolding(Aspect.BANDWIDTH, new AspectStatus(new Revision(1L << 53), false)));
        assertRejected(
                Rejection.DEVICE_MISMATCH,
                "held.ROLE.revision: 4503599627370497 (expected: at most 4503599627370496)",
                () -> connectHolding(Aspect.ROLE, new AspectStatus(new Revision((1L << 52) + 1), true)));
        assertThat(inventory.device("box1").presence()).isEqualTo(Presence.NEVER_SEEN);
    }

    /** Several devices are let in with one change, and one that is rejected does not undo the others. */
    @Test
    void whoIsTurnedAwayHasChangedNothing() {
        Hello hello = new Hello(
                SERIAL,
                Optional.empty(),
                DeviceModel.SAG_1000,
                FirmwareVersion.parse("2.4.0"),
                "boot-1",
                Holdings.NONE.with(Aspect.BANDWIDTH, new AspectStatus(new Revision(1L << 53), false)),
                false);

        inventory.change(transaction -> assertRejected(
                Rejection.DEVICE_MISMATCH,
                "held.BANDWIDTH.revision",
                () -> Connections.admit(transaction, hello, new Incarnation(RUN, false), NOW)));

        assertThat(inventory.device("box1").presence()).isEqualTo(Presence.NEVER_SEEN);
    }

    @Test
    void whatTheInventoryGaveItselfMayBeHeldWhateverItIs() {
        Admission first = connectHolding(Aspect.BANDWIDTH, new AspectStatus(new Revision(1L << 52), false));
        Revision given = commands(first).get(0).revision();
        assertThat(given).isEqualTo(new Revision((1L << 52) + 1));

        connectHolding(Aspect.BANDWIDTH, new AspectStatus(given, false));

        assertThat(reported()).isEqualTo(given);
    }

    @Test
    void anAssociationThatTheInventoryDoesNotKnowIsEnded() {
        Admission admission = connectHolding(Aspect.ACCELERATION, new AspectStatus(new Revision(3), false));

        assertThat(commands(admission)).contains(new Dissociate("reconcile", new Revision(4)));
        assertThat(inventory.desired("box1", Aspect.ACCELERATION))
                .isEqualTo(new Dissociate("reconcile", new Revision(4)));
    }

    private Admission connectHolding(Aspect aspect, AspectStatus holding) {
        return inventory.connect("box1", "2.4.0", "boot-1", Map.of(aspect, holding));
    }

    private Revision reported() {
        return inventory.aspect("box1", Aspect.BANDWIDTH).orElseThrow().reported();
    }
}
