package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.NOW;
import static dev.sagfleet.controller.inventory.StoredInventory.PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.REGION;
import static dev.sagfleet.controller.inventory.StoredInventory.RUN;
import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static dev.sagfleet.controller.inventory.StoredInventory.commands;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Associations.Item;
import dev.sagfleet.controller.inventory.Connections.Admission;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device says when it comes, while it is there and when it goes. */
class ConnectionsTest {
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
    void aHelloBeginsTheNextEpochAndIsAnsweredWithWhatTheDeviceShouldBe() {
        Admission first = inventory.connect("box1", "2.4.0");

        assertThat(first.epoch()).isEqualTo(1);
        assertThat(commands(first))
                .containsExactly(new ChangeBandwidth("registration", new Revision(1), Bandwidth.ofMegabits(50)));
        assertThat(inventory.device("box1").presence())
                .isEqualTo(new Presence(
                        1, true, RUN, Optional.of(FirmwareVersion.parse("2.4.0")), "boot-1", NOW, NOW, false));
        assertThat(inventory.connect("box1", "2.4.0").epoch()).isEqualTo(2);
    }

    @Test
    void theTimeOfTheBootIsThatOfItsFirstHello() {
        inventory.connect("box1", "2.4.0");

        admit(hello("box1", DeviceModel.SAG_1000, Optional.empty(), "boot-1"), NOW + 5);
        assertThat(inventory.device("box1").presence().bootedMillis()).isEqualTo(NOW);
        assertThat(inventory.device("box1").presence().connectedMillis()).isEqualTo(NOW + 5);

        admit(hello("box1", DeviceModel.SAG_1000, Optional.empty(), "boot-2"), NOW + 9);
        assertThat(inventory.device("box1").presence().bootedMillis()).isEqualTo(NOW + 9);
    }

    @Test
    void whoIsNotWhatWasRegisteredIsTurnedAway() {
        Optional<String> none = Optional.empty();

        assertRejected(
                Rejection.DEVICE_MISMATCH,
                "found model SAG-100WM",
                () -> admit(hello("box1", DeviceModel.SAG_100WM, none, "boot-1"), NOW));
        assertRejected(
                Rejection.DEVICE_MISMATCH,
                "user eve",
                () -> admit(hello("box1", DeviceModel.SAG_1000, Optional.of("eve"), "boot-1"), NOW));
        assertRejected(
                Rejection.DEVICE_MISMATCH,
                "nobody",
                () -> admit(hello("nobody", DeviceModel.SAG_1000, none, "boot-1"), NOW));
        assertThat(inventory.device("box1").presence()).isEqualTo(Presence.NEVER_SEEN);
    }

    @Test
    void aDeviceThatLostItsMemoryIsToldAllAgain() {
        inventory.connect("box1", "2.4.0");
        inventory.write(transaction ->
                Associations.associate(transaction, REGION, PLAN, List.of(new Item("sag-1", 5)), "call"));
        answer(Aspect.ACCELERATION, 1, Optional.empty());

        assertThat(commands(inventory.connect("box1", "2.4.0")))
                .contains(new Associate("call", new Revision(1), PLAN, Bandwidth.ofMegabits(5), Optional.empty()));
    }

    @Test
    void answersAreRecordedUnlessTheyAreOldOrOfARevisionThatWasNeverGiven() {
        place(40);
        place(30);
        answer(Aspect.BANDWIDTH, 4, Optional.empty());
        assertThat(reported(Aspect.BANDWIDTH)).isEqualTo(Revision.NONE);

        answer(Aspect.BANDWIDTH, 2, Optional.of(TOO_OLD));
        assertThat(reported(Aspect.BANDWIDTH)).isEqualTo(new Revision(2));
        answer(Aspect.BANDWIDTH, 1, Optional.empty());

        DeviceAspect kept = inventory.aspect("box1", Aspect.BANDWIDTH).orElseThrow();
        assertThat(kept.reported()).isEqualTo(new Revision(2));
        assertThat(kept.refusal()).contains(TOO_OLD);
        assertThat(kept.isPending()).isTrue();
    }

    @Test
    void aDeviceMayChangeItsMindAboutARevision() {
        answer(Aspect.BANDWIDTH, 1, Optional.of(TOO_OLD));
        answer(Aspect.BANDWIDTH, 1, Optional.empty());

        assertThat(inventory.aspect("box1", Aspect.BANDWIDTH).orElseThrow().refusal())
                .isEmpty();
    }

    @Test
    void answersOfStrangersAndAboutUnknownAspectsArePassedOver() {
        inventory.change(transaction -> Connections.answered(
                transaction, new SerialNumber("nobody"), Aspect.BANDWIDTH, new Revision(1), Optional.empty()));
        answer(Aspect.ROLE, 1, Optional.empty());

        assertThat(inventory.aspect("box1", Aspect.ROLE)).isEmpty();
    }

    @Test
    void aSessionThatEndsAfterALaterOneBeganChangesNothing() {
        inventory.connect("box1", "2.4.0");
        inventory.connect("box1", "2.4.0");

        inventory.change(transaction -> Connections.left(transaction, SERIAL, 1));
        assertThat(inventory.device("box1").presence().online()).isTrue();

        inventory.change(transaction -> Connections.left(transaction, SERIAL, 2));
        assertThat(inventory.device("box1").presence().online()).isFalse();
        assertThat(inventory.device("box1").presence().firmware()).contains(FirmwareVersion.parse("2.4.0"));
    }

    @Test
    void accelerationThatStopsIsNotedWithTheFirmwareThatRuns() {
        inventory.connect("box1", "2.4.0");

        suspend(1);

        Presence presence = inventory.device("box1").presence();
        assertThat(presence.suspended()).isTrue();
        assertThat(presence.firmware()).contains(FirmwareVersion.parse("2.3.9"));
    }

    @Test
    void anAssociationThatEndsLeavesNothingSuspended() {
        inventory.connect("box1", "2.4.0");
        suspend(1);

        inventory.change(transaction -> Connections.dissociated(transaction, SERIAL, 1));

        Presence presence = inventory.device("box1").presence();
        assertThat(presence.suspended()).isFalse();
        assertThat(presence.firmware()).contains(FirmwareVersion.parse("2.3.9"));
    }

    @Test
    void anAssociationThatEndedInAnEarlierSessionDoesNotUndoWhatTheLaterOneSays() {
        inventory.connect("box1", "2.4.0");
        inventory.connect("box1", "2.4.0");
        suspend(2);

        inventory.change(transaction -> Connections.dissociated(transaction, SERIAL, 1));

        assertThat(inventory.device("box1").presence().suspended()).isTrue();
    }

    @Test
    void whatAnEarlierSessionSaidOfAccelerationDoesNotUndoWhatTheLaterHelloSays() {
        inventory.connect("box1", "2.3.9");
        inventory.connect("box1", "2.4.0");

        boolean isNews = inventory.write(transaction ->
                Connections.accelerationChanged(transaction, SERIAL, 1, FirmwareVersion.parse("2.3.9"), true));

        assertThat(isNews).isFalse();
        assertThat(inventory.device("box1").presence().suspended()).isFalse();
        assertThat(inventory.device("box1").presence().firmware()).contains(FirmwareVersion.parse("2.4.0"));
    }

    @Test
    void theStatusFollowsTheDevices() {
        assertThat(status()).isEqualTo(InstanceStatus.OFFLINE);
        inventory.connect("box1", "2.4.0");
        assertThat(status()).isEqualTo(InstanceStatus.ACTIVE);
        inventory.disconnect("box1");
        assertThat(status()).isEqualTo(InstanceStatus.OFFLINE);
    }

    private void suspend(long epoch) {
        inventory.change(transaction ->
                Connections.accelerationChanged(transaction, SERIAL, epoch, FirmwareVersion.parse("2.3.9"), true));
    }

    private InstanceStatus status() {
        return inventory.read(reading -> reading.instances()
                .find("sag-1")
                .orElseThrow()
                .status(reading.devices().anyOnline("sag-1")));
    }

    private void place(int megabits) {
        inventory.write(transaction -> BandwidthOrders.place(
                transaction, REGION, "sag-1", Order.Kind.DOWNGRADE, megabits, true, "order", NOW));
    }

    private void answer(Aspect aspect, long revision, Optional<Refusal> refusal) {
        inventory.change(
                transaction -> Connections.answered(transaction, SERIAL, aspect, new Revision(revision), refusal));
    }

    private Revision reported(Aspect aspect) {
        return inventory.aspect("box1", aspect).orElseThrow().reported();
    }

    private void admit(Hello hello, long nowMillis) {
        inventory.write(transaction -> Connections.admit(transaction, hello, new Incarnation(RUN, false), nowMillis));
    }

    private static Hello hello(String serial, DeviceModel model, Optional<String> user, String bootId) {
        return new Hello(
                new SerialNumber(serial), user, model, FirmwareVersion.parse("2.4.0"), bootId, Holdings.NONE, false);
    }
}
