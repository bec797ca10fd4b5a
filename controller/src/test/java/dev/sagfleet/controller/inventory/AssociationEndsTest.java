package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.LARGE_PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.LOCKED_PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.REGION;
import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.controller.inventory.Associations.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an association ends: because somebody wants it to, or because a device refused it. */
class AssociationEndsTest {
    private static final List<Item> ITEMS = List.of(new Item("sag-1", 5), new Item("sag-2", 6), new Item("sag-app", 7));

    private StoredInventory inventory;

    /** Two boxes that are online, and an app instance without any client. */
    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        inventory.registerOnline("sag-2", "box2", "2.4.0");
        inventory.register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void dissociatingTellsTheBoxesUnderTheNextRevision() {
        associate();

        dissociate(REGION, PLAN, "sag-1", "sag-2");

        assertThat(inventory.instance("sag-1").acceleration()).isEmpty();
        assertThat(inventory.desired("box1", Aspect.ACCELERATION)).isEqualTo(new Dissociate("end", new Revision(2)));
        assertThat(inventory.desired("box2", Aspect.ACCELERATION)).isEqualTo(new Dissociate("end", new Revision(2)));
    }

    @Test
    void dissociatingNeedsNeitherAnOnlineDeviceNorAPlanThatIsPaid() {
        associate();
        inventory.disconnect("box1");
        inventory.change(transaction -> Administration.lockPlan(transaction, PLAN, Optional.of("financial")));

        assertThat(dissociate(REGION, PLAN, "sag-1"))
                .extracting(PendingChange::online)
                .containsExactly(false);
        assertThat(inventory.aspect("box1", Aspect.ACCELERATION).orElseThrow().isPending())
                .isTrue();
    }

    @Test
    void oneInstanceThatIsNotAssociatedKeepsAllOthersAssociated() {
        associate();
        dissociate(REGION, PLAN, "sag-2");

        assertRejected(
                Rejection.NOT_ASSOCIATED,
                "sag-2 is associated with no plan, required abwp-1",
                () -> dissociate(REGION, PLAN, "sag-1", "sag-2"));

        assertThat(inventory.instance("sag-1").acceleration()).isPresent();
        assertThat(inventory.desired("box1", Aspect.ACCELERATION).revision()).isEqualTo(new Revision(1));
    }

    @Test
    void dissociatingChecksThePlanThenEachInstance() {
        associate();

        assertRejected(Rejection.PLAN_NOT_FOUND, "abwp-none", () -> dissociate(REGION, "abwp-none", "sag-none"));
        assertRejected(Rejection.PLAN_NOT_FOUND, "cn-hangzhou", () -> dissociate("cn-hangzhou", PLAN, "sag-1"));
        assertRejected(Rejection.INSTANCE_NOT_FOUND, "sag-none", () -> dissociate(REGION, LOCKED_PLAN, "sag-none"));
        assertRejected(
                Rejection.NOT_ASSOCIATED,
                "sag-1 is associated with abwp-1, required abwp-2",
                () -> dissociate(REGION, LARGE_PLAN, "sag-1"));
    }

    @Test
    void takingBackEndsAllAssociationsOfTheCallEvenOfAnInstanceWithoutDevices() {
        Outcome<List<Instance>> associated = associate();

        takeBack(associated);

        assertThat(List.of("sag-1", "sag-2", "sag-app"))
                .allSatisfy(
                        id -> assertThat(inventory.instance(id).acceleration()).isEmpty());
        assertThat(inventory.desired("box2", Aspect.ACCELERATION)).isEqualTo(new Dissociate("undo", new Revision(2)));
    }

    @Test
    void takingBackLeavesAloneWhatALaterCallHasChanged() {
        Outcome<List<Instance>> associated = associate();
        dissociate(REGION, PLAN, "sag-1", "sag-app");
        inventory.write(transaction -> Associations.associate(
                transaction, REGION, LARGE_PLAN, List.of(new Item("sag-1", 5), new Item("sag-app", 7)), "later"));

        takeBack(associated);

        assertThat(inventory.instance("sag-1").acceleration()).contains(new Acceleration(LARGE_PLAN, 5));
        assertThat(inventory.instance("sag-app").acceleration()).contains(new Acceleration(LARGE_PLAN, 7));
        assertThat(inventory.instance("sag-2").acceleration()).isEmpty();
        assertThat(inventory.desired("box1", Aspect.ACCELERATION).revision()).isEqualTo(new Revision(3));
    }

    @Test
    void takingBackLeavesAloneTheSameAssociationMadeAgain() {
        Outcome<List<Instance>> associated = associate();
        dissociate(REGION, PLAN, "sag-1");
        inventory.write(transaction ->
                Associations.associate(transaction, REGION, PLAN, List.of(new Item("sag-1", 5)), "later"));

        takeBack(associated);

        assertThat(inventory.instance("sag-1").acceleration()).contains(new Acceleration(PLAN, 5));
        assertThat(inventory.desired("box1", Aspect.ACCELERATION).commandId()).isEqualTo("later");
    }

    private Outcome<List<Instance>> associate() {
        return inventory.write(transaction -> Associations.associate(transaction, REGION, PLAN, ITEMS, "call"));
    }

    private List<PendingChange> dissociate(String regionId, String planId, String... instanceIds) {
        return inventory
                .write(transaction ->
                        Associations.dissociate(transaction, regionId, planId, List.of(instanceIds), "end"))
                .pending();
    }

    private void takeBack(Outcome<List<Instance>> associated) {
        inventory.change(transaction -> associated.takeBack(transaction, "undo"));
    }
}
