package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.LOCKED_PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.NOW;
import static dev.sagfleet.controller.inventory.StoredInventory.PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.REGION;
import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Associations.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making things known, and setting what the real cloud sets by itself. */
class RegistrationTest {
    private static final Instance APP = StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP);
    private static final Instance PAIR = StoredInventory.instance("sag-1", DeviceModel.SAG_1000, HaType.WARM_BACKUP);

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
    void aDeviceShouldBeWhatItsInstanceSays() {
        inventory.register(PAIR, "box1", "box2");
        inventory.register(APP, "app1");

        assertThat(desired("box2"))
                .containsExactlyInAnyOrder(
                        new ChangeBandwidth("registration", new Revision(1), Bandwidth.ofMegabits(50)),
                        new ChangeRole("registration", new Revision(1), HaRole.STANDBY));
        assertThat(desired("app1"))
                .containsExactly(new ChangeBandwidth("registration", new Revision(1), Bandwidth.ofMegabits(2)));
    }

    @Test
    void registeringTheSameTwiceChangesNothing() {
        inventory.register(PAIR, "box1", "box2");
        inventory.connect("box1", "2.4.0");
        inventory.connect("box2", "2.4.0");
        inventory.disconnect("box1");
        inventory.change(transaction -> Administration.setArrears(transaction, "sag-1", true));
        inventory.change(transaction -> Administration.lockPlan(transaction, PLAN, Optional.of("financial")));
        List<Object> before = everything();

        inventory.register(PAIR, "box1", "box2");
        inventory.change(transaction -> Registration.registerNetworks(
                transaction, List.of(), List.of(StoredInventory.plan(PLAN, REGION, 99, Optional.empty(), 9))));

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aDeviceThatJoinsLaterFollowsWhatTheInstanceHasBecome() {
        inventory.register(APP, "app1");
        inventory.write(transaction ->
                Associations.associate(transaction, REGION, PLAN, List.of(new Item("sag-app", 4)), "call"));
        Instance box = StoredInventory.instance("sag-2", DeviceModel.SAG_1000, HaType.NO_BACKUP);
        inventory.register(box);
        inventory.write(transaction ->
                BandwidthOrders.place(transaction, REGION, "sag-2", Order.Kind.DOWNGRADE, 10, true, "order", NOW));

        inventory.register(APP, "app1", "app2");
        inventory.register(box, "box3");

        assertThat(inventory.desired("app2", Aspect.ACCELERATION))
                .isEqualTo(new Associate(
                        "registration",
                        new Revision(1),
                        PLAN,
                        Bandwidth.ofMegabits(4),
                        Optional.of(Bandwidth.ofMegabits(4))));
        assertThat(desired("box3"))
                .containsExactly(new ChangeBandwidth("registration", new Revision(1), Bandwidth.ofMegabits(10)));
    }

    @Test
    void anInstanceIsBoundToANetworkOfItsRegionOnly() {
        inventory.register(PAIR, "box1", "box2");

        assertRejected(Rejection.CCN_NOT_FOUND, "ccn-far", () -> bind("sag-1", Optional.of("ccn-far")));
        assertRejected(Rejection.CCN_NOT_FOUND, "ccn-none", () -> bind("sag-1", Optional.of("ccn-none")));
        assertRejected(Rejection.INSTANCE_NOT_FOUND, "sag-none", () -> bind("sag-none", Optional.empty()));

        bind("sag-1", Optional.empty());
        assertThat(inventory.instance("sag-1").ccnId()).isEmpty();
        assertThat(inventory.instance("sag-1").status(true)).isEqualTo(InstanceStatus.RECEIVED);
    }

    @Test
    void aPlanIsLockedAndUnlocked() {
        inventory.change(transaction -> Administration.lockPlan(transaction, LOCKED_PLAN, Optional.empty()));

        assertThat(inventory
                        .read(reading -> reading.plans().find(LOCKED_PLAN))
                        .orElseThrow()
                        .isNormal())
                .isTrue();
        assertRejected(
                Rejection.PLAN_NOT_FOUND,
                "abwp-none",
                () -> inventory.change(
                        transaction -> Administration.lockPlan(transaction, "abwp-none", Optional.empty())));
    }

    @Test
    void anInstanceInArrearsIsThatBeforeAnythingElse() {
        assertThat(PAIR.withArrears(true).withCcn(Optional.empty()).status(true))
                .isEqualTo(InstanceStatus.ARREARAGE);
        assertThat(PAIR.withCcn(Optional.empty()).status(false)).isEqualTo(InstanceStatus.RECEIVED);
        assertThat(PAIR.status(false)).isEqualTo(InstanceStatus.OFFLINE);
        assertThat(APP.status(false)).isEqualTo(InstanceStatus.ACTIVE);
    }

    private void bind(String instanceId, Optional<String> ccnId) {
        inventory.change(transaction -> Administration.bindCcn(transaction, instanceId, ccnId));
    }

    private List<Command> desired(String serial) {
        return inventory.read(reading -> reading.aspects().of(new SerialNumber(serial)).stream()
                .map(aspect -> aspect.desired().command())
                .toList());
    }

    private List<Object> everything() {
        return inventory.read(reading -> {
            List<Object> all = new ArrayList<>();
            all.addAll(reading.instances().find(InstanceQuery.all(50)).items());
            all.addAll(reading.plans().in(REGION));
            for (Device device : reading.devices().of("sag-1")) {
                all.add(device);
                all.addAll(reading.aspects().of(device.serial()));
            }
            all.add(reading.devices().count());
            return all;
        });
    }
}
