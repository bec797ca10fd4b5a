package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Associations.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking one device away, or everything, and what a device that comes back is told. */
class RemovalTest {
    private static final SerialNumber BOX = new SerialNumber("box1");

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
    void aDeviceIsGoneAndItsInstanceStays() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");

        assertThat(remove()).map(Device::instanceId).contains("sag-1");

        Optional<Device> found = inventory.read(reading -> reading.devices().find(BOX));
        List<DeviceAspect> aspects = inventory.read(reading -> reading.aspects().of(BOX));
        assertThat(found).isEmpty();
        assertThat(aspects).isEmpty();
        assertThat(count()).isZero();
        assertThat(inventory.instance("sag-1").id()).isEqualTo("sag-1");
        assertThat(remove()).isEmpty();
        assertThat(count()).isZero();
    }

    @Test
    void whatIsLeftOfAPairIsActive() {
        inventory.register(StoredInventory.instance("sag-1", DeviceModel.SAG_1000, HaType.WARM_BACKUP), "box1", "box2");

        remove();

        assertThat(inventory.device("box2").role()).isEqualTo(HaRole.ACTIVE);
    }

    @Test
    void aDeviceThatIsRegisteredAgainIsToldAllAnewWhateverItHolds() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        associate("sag-1", 10);
        long epoch = inventory.device("box1").presence().epoch();

        remove();
        inventory.registerOnline("sag-2", "box1", "2.4.0");
        associate("sag-2", 5);

        assertIsToldAnew(epoch);
    }

    @Test
    void afterAResetADeviceIsToldAllAnewWhateverItHolds() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        associate("sag-1", 10);
        long epoch = inventory.device("box1").presence().epoch();

        inventory.change(transaction -> {
            transaction.removeAll();
            Registration.registerNetworks(
                    transaction, List.of(), List.of(StoredInventory.plan(PLAN, REGION, 20, Optional.empty(), 1)));
            transaction.ccns().save(new Ccn(StoredInventory.CCN, REGION, "office"));
        });
        assertThat(count()).isZero();
        inventory.register(StoredInventory.instance("sag-2", DeviceModel.SAG_1000, HaType.NO_BACKUP), "box1");
        inventory.connect("box1", "2.4.0");
        associate("sag-2", 5);

        assertIsToldAnew(epoch);
    }

    @Test
    void anAnswerFromBeforeSaysNothing() {
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        associate("sag-1", 10);
        Revision before = inventory.desired("box1", Aspect.ACCELERATION).revision();
        long epoch = inventory.device("box1").presence().epoch();
        remove();
        inventory.registerOnline("sag-2", "box1", "2.4.0");
        associate("sag-2", 5);

        inventory.change(
                transaction -> Connections.answered(transaction, BOX, Aspect.ACCELERATION, before, Optional.empty()));
        inventory.change(transaction -> Connections.left(transaction, BOX, epoch));

        assertThat(inventory.aspect("box1", Aspect.ACCELERATION).orElseThrow().isPending())
                .isTrue();
        assertThat(inventory.device("box1").presence().online()).isTrue();
    }

    private Optional<Device> remove() {
        return inventory.write(transaction -> Removal.remove(transaction, BOX));
    }

    private long count() {
        return inventory.read(reading -> reading.devices().count());
    }

    private void assertIsToldAnew(long epoch) {
        AspectStatus held = new AspectStatus(new Revision(1), false);
        Connections.Admission admission =
                inventory.connect("box1", "2.4.0", "boot-1", Map.of(Aspect.ACCELERATION, held, Aspect.BANDWIDTH, held));

        assertThat(admission.epoch()).isGreaterThan(epoch);
        assertThat(StoredInventory.commands(admission))
                .hasSize(2)
                .allSatisfy(
                        command -> assertThat(held.lacks(command.revision())).isTrue())
                .anySatisfy(command -> assertThat(command).isInstanceOf(Associate.class));
    }

    private void associate(String instanceId, int megabits) {
        inventory.write(transaction ->
                Associations.associate(transaction, REGION, PLAN, List.of(new Item(instanceId, megabits)), "call"));
    }
}
