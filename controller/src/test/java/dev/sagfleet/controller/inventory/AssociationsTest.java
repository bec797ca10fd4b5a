package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.CCN;
import static dev.sagfleet.controller.inventory.StoredInventory.FAR_PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.LARGE_PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.LOCKED_PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.REGION;
import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Associations.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which instances can be associated with which plan. */
class AssociationsTest {
    private StoredInventory inventory;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void anAvailableInstanceIsAssociatedAndItsBoxIsTold() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");

        List<PendingChange> changes = associate(PLAN, new Item("sag-1", 20));

        assertThat(changes)
                .containsExactly(
                        new PendingChange(new SerialNumber("box1"), Aspect.ACCELERATION, new Revision(1), true));
        assertThat(inventory.desired("box1", Aspect.ACCELERATION))
                .isEqualTo(new Associate("call", new Revision(1), PLAN, Bandwidth.ofMegabits(20), Optional.empty()));
        assertThat(inventory.instance("sag-1").acceleration()).contains(new Acceleration(PLAN, 20));
    }

    /** Each step mends what the one before was rejected for. */
    @Test
    void ofSeveralThingsThatAreWrongTheFirstInOrderIsTold() {
        Instance wrong = StoredInventory.instance("sag-1", DeviceModel.SAG_1000, HaType.NO_BACKUP)
                .withArrears(true)
                .withCcn(Optional.empty())
                .withAcceleration(Optional.of(new Acceleration(LARGE_PLAN, 5)));
        inventory.register(wrong, "box1");
        inventory.connect("box1", "2.3.1.1");
        inventory.disconnect("box1");

        assertRejected(Rejection.PLAN_NOT_FOUND, "abwp-none", () -> associate("abwp-none", new Item("sag-none", 99)));
        assertRejected(Rejection.PLAN_STATUS, "financial", () -> associate(LOCKED_PLAN, new Item("sag-none", 99)));
        assertRejected(Rejection.INSTANCE_NOT_FOUND, "sag-none", () -> associate(PLAN, new Item("sag-none", 99)));
        assertRejected(Rejection.ARREARAGE, "sag-1", () -> associate(PLAN, new Item("sag-1", 99)));
        inventory.change(transaction -> Administration.setArrears(transaction, "sag-1", false));
        assertRejected(Rejection.NO_CCN, "sag-1", () -> associate(PLAN, new Item("sag-1", 99)));
        inventory.change(transaction -> Administration.bindCcn(transaction, "sag-1", Optional.of(CCN)));
        assertRejected(Rejection.ALREADY_ASSOCIATED, LARGE_PLAN, () -> associate(PLAN, new Item("sag-1", 99)));
        dissociate(LARGE_PLAN, "sag-1");
        assertRejected(Rejection.INSTANCE_STATUS, "found Offline", () -> associate(PLAN, new Item("sag-1", 99)));
        inventory.connect("box1", "2.3.1.1");
        assertRejected(
                Rejection.ACCELERATION_NOT_SUPPORTED,
                "box1: found version 2.3.1.1, required 2.4.0",
                () -> associate(PLAN, new Item("sag-1", 99)));
        inventory.connect("box1", "2.10.0");
        assertRejected(
                Rejection.BANDWIDTH_EXCEEDED,
                "found 99 Mbit/s, required at most the plan's 20",
                () -> associate(PLAN, new Item("sag-1", 99)));
        associate(PLAN, new Item("sag-1", 20));

        assertThat(inventory.instance("sag-1").acceleration()).contains(new Acceleration(PLAN, 20));
    }

    @Test
    void aPlanOfAnotherRegionIsNotFound() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");

        assertRejected(Rejection.PLAN_NOT_FOUND, REGION, () -> associate(FAR_PLAN, new Item("sag-1", 5)));
    }

    @Test
    void anInstanceThatIsAssociatedWithTheSamePlanIsAlreadyAssociated() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        associate(PLAN, new Item("sag-1", 5));

        assertRejected(Rejection.ALREADY_ASSOCIATED, PLAN, () -> associate(PLAN, new Item("sag-1", 5)));
    }

    @Test
    void oneInstanceThatCannotKeepsAllOthersOut() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        inventory.registerOnline("sag-2", "box2", "2.3.9");

        assertRejected(
                Rejection.ACCELERATION_NOT_SUPPORTED,
                "box2",
                () -> associate(PLAN, new Item("sag-1", 5), new Item("sag-2", 5)));

        assertThat(inventory.instance("sag-1").acceleration()).isEmpty();
        assertThat(inventory.aspect("box1", Aspect.ACCELERATION)).isEmpty();
    }

    @Test
    void peaksMayAddUpToMoreThanThePlan() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        inventory.registerOnline("sag-2", "box2", "2.4.0");

        assertThat(associate(PLAN, new Item("sag-1", 20), new Item("sag-2", 20)))
                .hasSize(2);
    }

    @Test
    void withoutTheVersionCheckTheDevicesAreLeftToRefuse() {
        inventory.change(transaction -> transaction.settings().save(new Settings(false)));
        inventory.registerOnline("sag-1", "box1", "2.3.9");
        inventory.register(StoredInventory.instance("sag-2", DeviceModel.SAG_VCPE, HaType.NO_BACKUP), "vcpe");
        inventory.connect("vcpe", "2.4.0");

        assertThat(associate(PLAN, new Item("sag-1", 5), new Item("sag-2", 5))).hasSize(2);
        assertRejected(Rejection.BANDWIDTH_EXCEEDED, "sag-3", () -> {
            inventory.registerOnline("sag-3", "box3", "2.3.9");
            associate(PLAN, new Item("sag-3", 21));
        });
    }

    @Test
    void aModelWithoutAccelerationIsRefusedWhateverItRuns() {
        inventory.register(StoredInventory.instance("sag-1", DeviceModel.SAG_VCPE, HaType.WARM_BACKUP), "vcpe");
        inventory.connect("vcpe", "9.0");

        assertRejected(Rejection.ACCELERATION_NOT_SUPPORTED, "SAG-VCPE", () -> associate(PLAN, new Item("sag-1", 5)));
    }

    @Test
    void aPairIsJudgedByBothBoxes() {
        registerPair();
        inventory.connect("box1", "2.4.0");
        assertRejected(
                Rejection.ACCELERATION_NOT_SUPPORTED,
                "box2: found version unknown",
                () -> associate(PLAN, new Item("sag-1", 5)));

        inventory.connect("box2", "2.3.9");
        inventory.disconnect("box2");
        assertRejected(
                Rejection.ACCELERATION_NOT_SUPPORTED,
                "box2: found version 2.3.9",
                () -> associate(PLAN, new Item("sag-1", 5)));

        inventory.connect("box2", "2.4.1");
        inventory.disconnect("box2");
        assertThat(associate(PLAN, new Item("sag-1", 5)))
                .extracting(change -> change.serial().text(), PendingChange::online)
                .containsExactlyInAnyOrder(tuple("box1", true), tuple("box2", false));
    }

    @Test
    void anAppInstanceIsJudgedByTheClientsThatWereSeen() {
        inventory.register(StoredInventory.instance("sag-1", DeviceModel.APP, HaType.NO_BACKUP), "app1", "app2");
        inventory.connect("app1", "2.3.0");
        inventory.disconnect("app1");
        assertRejected(
                Rejection.ACCELERATION_NOT_SUPPORTED,
                "app1: found version 2.3.0",
                () -> associate(PLAN, new Item("sag-1", 5)));

        inventory.connect("app1", "2.4.0");
        inventory.disconnect("app1");
        assertThat(associate(PLAN, new Item("sag-1", 20))).hasSize(2);
        assertThat(inventory.desired("app2", Aspect.ACCELERATION))
                .isEqualTo(new Associate(
                        "call", new Revision(1), PLAN, Bandwidth.ofMegabits(20), Optional.of(Bandwidth.ofMegabits(5))));
    }

    @Test
    void aUsersPeakIsNoMoreThanTheInstances() {
        inventory.register(StoredInventory.instance("sag-1", DeviceModel.APP, HaType.NO_BACKUP), "app1");

        associate(PLAN, new Item("sag-1", 3));

        assertThat(inventory.desired("app1", Aspect.ACCELERATION))
                .isEqualTo(new Associate(
                        "call", new Revision(1), PLAN, Bandwidth.ofMegabits(3), Optional.of(Bandwidth.ofMegabits(3))));
    }

    private void registerPair() {
        inventory.register(StoredInventory.instance("sag-1", DeviceModel.SAG_1000, HaType.WARM_BACKUP), "box1", "box2");
    }

    private List<PendingChange> associate(String planId, Item... items) {
        return inventory
                .write(transaction -> Associations.associate(transaction, REGION, planId, List.of(items), "call"))
                .pending();
    }

    private void dissociate(String planId, String... instanceIds) {
        inventory.write(
                transaction -> Associations.dissociate(transaction, REGION, planId, List.of(instanceIds), "call"));
    }
}
