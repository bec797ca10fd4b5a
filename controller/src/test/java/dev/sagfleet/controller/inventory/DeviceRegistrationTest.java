package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.CCN;
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
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
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

/** One device registered by itself: what is made up for it, and what it may not contradict. */
class DeviceRegistrationTest {
    private StoredInventory inventory;
    private int drawn;

    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void whatIsLeftOutIsMadeUp() {
        Device device = register(new Asked(DeviceModel.SAG_1000));

        assertThat(device)
                .isEqualTo(new Device(
                        new SerialNumber("drawn1"),
                        "sag-drawn1",
                        DeviceModel.SAG_1000,
                        Optional.empty(),
                        Optional.empty(),
                        key(1),
                        HaRole.ACTIVE,
                        Presence.NEVER_SEEN))
                .isEqualTo(inventory.device("drawn1"));
        assertThat(inventory.instance("sag-drawn1"))
                .isEqualTo(new Instance(
                        "sag-drawn1",
                        REGION,
                        "SAG-1000 drawn1",
                        DeviceModel.SAG_1000,
                        HaType.NO_BACKUP,
                        20,
                        0,
                        Optional.of(CCN),
                        false,
                        Optional.empty(),
                        NOW,
                        NOW + 365L * 24 * 60 * 60 * 1000));
        assertThat(inventory.desired("drawn1", Aspect.BANDWIDTH))
                .isEqualTo(new ChangeBandwidth("registration", new Revision(1), Bandwidth.ofMegabits(20)));
    }

    @Test
    void whatIsSaidHolds() {
        Device app =
                register(new Asked(DeviceModel.APP).serial("app1").user("ann").userKilobits(512));
        register(new Asked(DeviceModel.SAG_100WM).serial("far1").megabits(2).network("cn-hangzhou", "ccn-far"));

        assertThat(app.user()).contains("ann");
        assertThat(app.userBandwidth()).contains(Bandwidth.ofKilobits(512));
        assertThat(inventory.instance(app.instanceId()).userCount()).isEqualTo(5);
        Instance far = inventory.instance(inventory.device("far1").instanceId());
        assertThat(far.megabits()).isEqualTo(2);
        assertThat(far.regionId()).isEqualTo("cn-hangzhou");
        assertThat(far.ccnId()).contains("ccn-far");
    }

    @Test
    void anAppWithoutAUserBelongsToOneNamedLikeIt() {
        Device app = register(new Asked(DeviceModel.APP).serial("app1"));

        assertThat(app.user()).contains("app1");
        assertThat(app.userBandwidth()).contains(Bandwidth.ofMegabits(2));
    }

    @Test
    void anInstanceInARegionWithoutANetworkIsBoundToNone() {
        Device device = register(new Asked(DeviceModel.SAG_1000).region("eu-central-1"));

        assertThat(inventory.instance(device.instanceId()).ccnId()).isEmpty();
    }

    @Test
    void theSameAgainGetsTheSameKeyAndChangesNothing() {
        Asked asked =
                new Asked(DeviceModel.SAG_1000).serial("box1").megabits(50).network(REGION, CCN);
        Device first = register(asked);
        inventory.connect("box1", "2.4.0");
        inventory.write(transaction -> BandwidthOrders.place(
                transaction, REGION, first.instanceId(), Order.Kind.DOWNGRADE, 10, true, "order", NOW));
        inventory.change(transaction -> Administration.bindCcn(transaction, first.instanceId(), Optional.empty()));
        Device before = inventory.device("box1");
        Instance instance = inventory.instance(first.instanceId());

        Device again = register(asked);

        assertThat(again).isEqualTo(before);
        assertThat(again.key()).isEqualTo(first.key());
        assertThat(inventory.device("box1")).isEqualTo(before);
        assertThat(inventory.instance(first.instanceId())).isEqualTo(instance);
        assertThat(deviceCount()).isEqualTo(1);
        assertThat(instanceCount()).isEqualTo(1);
    }

    @Test
    void theSecondBoxOfAPairIsTheStandbyAndAThirdHasNoRoom() {
        Device first = register(new Asked(DeviceModel.SAG_1000).serial("box1").haType(HaType.WARM_BACKUP));
        Asked join = new Asked(DeviceModel.SAG_1000).instance(first.instanceId());
        Device second = register(join.serial("box2"));

        assertThat(first.role()).isEqualTo(HaRole.ACTIVE);
        assertThat(second.role()).isEqualTo(HaRole.STANDBY);
        assertThat(second.key()).isNotEqualTo(first.key());
        assertThat(inventory.desired("box2", Aspect.ROLE))
                .isEqualTo(new ChangeRole("registration", new Revision(1), HaRole.STANDBY));
        assertRejected(Rejection.INSTANCE_MISMATCH, "found 2 devices", () -> register(join.serial("box3")));
        assertThat(register(join.serial("box2"))).isEqualTo(second);
    }

    @Test
    void aDeviceThatJoinsFollowsWhatItsInstanceIsAssociatedWith() {
        Device first = register(new Asked(DeviceModel.APP).serial("app1"));
        inventory.write(transaction ->
                Associations.associate(transaction, REGION, PLAN, List.of(new Item(first.instanceId(), 4)), "call"));

        register(new Asked(DeviceModel.APP).serial("app2").instance(first.instanceId()));

        assertThat(inventory.desired("app2", Aspect.ACCELERATION)).isInstanceOf(Associate.class);
    }

    @Test
    void aFullInstanceHasNoRoom() {
        Device box = register(new Asked(DeviceModel.SAG_1000).serial("box1"));
        Device app = register(new Asked(DeviceModel.APP).serial("app1"));
        Asked join = new Asked(DeviceModel.APP).instance(app.instanceId());
        for (int i = 2; i <= 5; i++) {
            register(join.serial("app" + i));
        }

        assertRejected(Rejection.INSTANCE_MISMATCH, "fewer than 5", () -> register(join.serial("app6")));
        assertRejected(
                Rejection.INSTANCE_MISMATCH,
                "fewer than 1",
                () -> register(new Asked(DeviceModel.SAG_1000).instance(box.instanceId())));
        assertThat(deviceCount()).isEqualTo(6);
    }

    @Test
    void aUserHasOneApp() {
        Device app = register(new Asked(DeviceModel.APP).serial("app1").user("ann"));

        assertRejected(
                Rejection.INSTANCE_MISMATCH,
                "user: found ann",
                () -> register(new Asked(DeviceModel.APP).user("ann").instance(app.instanceId())));
    }

    @Test
    void aKnownSerialNumberMayNotBeAnotherDevice() {
        Device box = register(new Asked(DeviceModel.SAG_1000).serial("box1"));
        Device other = register(new Asked(DeviceModel.SAG_1000).serial("box2"));
        register(new Asked(DeviceModel.APP).serial("app1").user("ann"));
        Asked same = new Asked(DeviceModel.SAG_1000).serial("box1");
        Asked app = new Asked(DeviceModel.APP).serial("app1");

        assertRejected(
                Rejection.DEVICE_MISMATCH,
                "model: found SAG-100WM, required SAG-1000",
                () -> register(new Asked(DeviceModel.SAG_100WM).serial("box1")));
        assertRejected(
                Rejection.DEVICE_MISMATCH, "required sag-drawn1", () -> register(same.instance(other.instanceId())));
        assertRejected(
                Rejection.DEVICE_MISMATCH, "instance: found sag-none", () -> register(same.instance("sag-none")));
        assertRejected(Rejection.DEVICE_MISMATCH, "region", () -> register(same.region("cn-hangzhou")));
        assertRejected(Rejection.DEVICE_MISMATCH, "HaType", () -> register(same.haType(HaType.WARM_BACKUP)));
        assertRejected(Rejection.DEVICE_MISMATCH, "user: found bob", () -> register(app.user("bob")));
        assertThat(register(same.instance(box.instanceId()))).isEqualTo(box);
    }

    @Test
    void aDeviceMayNotContradictTheInstanceThatItJoins() {
        Device first = register(new Asked(DeviceModel.SAG_1000).serial("box1").haType(HaType.WARM_BACKUP));
        Asked join = new Asked(DeviceModel.SAG_1000).instance(first.instanceId());

        assertRejected(
                Rejection.INSTANCE_NOT_FOUND,
                "sag-none",
                () -> register(new Asked(DeviceModel.SAG_1000).instance("sag-none")));
        assertRejected(
                Rejection.INSTANCE_MISMATCH,
                "model: found SAG-100WM",
                () -> register(new Asked(DeviceModel.SAG_100WM).instance(first.instanceId())));
        assertRejected(Rejection.INSTANCE_MISMATCH, "region", () -> register(join.region("cn-hangzhou")));
        assertRejected(Rejection.INSTANCE_MISMATCH, "HaType", () -> register(join.haType(HaType.NO_BACKUP)));
        assertRejected(Rejection.INSTANCE_MISMATCH, "Mbit/s: found 10, required 20", () -> register(join.megabits(10)));
        assertRejected(
                Rejection.INSTANCE_MISMATCH, "CCN: found ccn-far", () -> register(join.network(REGION, "ccn-far")));
    }

    @Test
    void aNetworkIsOneOfTheRegion() {
        Asked asked = new Asked(DeviceModel.SAG_1000);

        assertRejected(Rejection.CCN_NOT_FOUND, "ccn-none", () -> register(asked.network(REGION, "ccn-none")));
        assertRejected(Rejection.CCN_NOT_FOUND, "ccn-far", () -> register(asked.network(REGION, "ccn-far")));
        assertThat(deviceCount()).isZero();
    }

    @Test
    void aDeviceIsWhatItsModelCanBe() {
        Asked box = new Asked(DeviceModel.SAG_1000);
        Asked app = new Asked(DeviceModel.APP);

        assertRejected(Rejection.BANDWIDTH_SPEC, "found 9 Mbit/s, required 10 to 500", () -> register(box.megabits(9)));
        assertRejected(Rejection.BANDWIDTH_SPEC, "found 501 Mbit/s", () -> register(box.megabits(501)));
        assertRejected(Rejection.BANDWIDTH_SPEC, "found 20001 Kbit/s", () -> register(app.userKilobits(20_001)));
        assertRejected(Rejection.INVALID_DEVICE, "a user", () -> register(box.user("ann")));
        assertRejected(Rejection.INVALID_DEVICE, "a user", () -> register(box.userKilobits(512)));
        assertRejected(Rejection.INVALID_DEVICE, "bandwidth of the instance", () -> register(app.megabits(10)));
        assertRejected(Rejection.INVALID_DEVICE, "cold_backup", () -> register(box.haType(HaType.COLD_BACKUP)));
        assertThat(deviceCount()).isZero();
        register(box.megabits(10));
        register(box.megabits(500));
        register(app.userKilobits(20_000));
    }

    private Device register(Asked asked) {
        drawn++;
        var identity = new DrawnIdentity(new SerialNumber("drawn" + drawn), "sag-drawn" + drawn, key(drawn));
        return inventory.write(transaction -> DeviceRegistration.register(transaction, asked.request(), identity, NOW));
    }

    private long deviceCount() {
        return inventory.read(reading -> reading.devices().count());
    }

    private long instanceCount() {
        return inventory.read(
                reading -> reading.instances().find(InstanceQuery.all(10)).total());
    }

    private static DeviceKey key(int number) {
        return new DeviceKey("%064x".formatted(number));
    }
}
