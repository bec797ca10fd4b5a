package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.StoredInventory.PLAN;
import static dev.sagfleet.controller.inventory.StoredInventory.REGION;
import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Revision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other peaks for instances that are associated. */
class AcceleratedPeaksTest {
    private StoredInventory inventory;

    /** An instance with a peak of 10 Mbit/s on a plan of 20 Mbit/s. */
    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        inventory.registerOnline("sag-1", "box1", "2.4.0");
        associate("sag-1", 10);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void theDeviceIsToldTheOtherPeakUnderTheNextRevision() {
        Outcome<Instance> changed = change("sag-1", 20);

        assertThat(changed.value()).isEqualTo(inventory.instance("sag-1"));
        assertThat(changed.pending()).singleElement().satisfies(pending -> {
            assertThat(pending.revision()).isEqualTo(new Revision(2));
            assertThat(pending.online()).isTrue();
        });
        assertThat(peak("sag-1")).isEqualTo(20);
        assertThat(inventory.desired("box1", Aspect.ACCELERATION))
                .isEqualTo(new Associate("change", new Revision(2), PLAN, Bandwidth.ofMegabits(20), Optional.empty()));
    }

    @Test
    void aUserOfAnAppHasNoMoreThanThePeak() {
        inventory.register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1");
        associate("sag-app", 10);

        change("sag-app", 3);

        assertThat(inventory.desired("app1", Aspect.ACCELERATION))
                .isEqualTo(new Associate(
                        "change",
                        new Revision(2),
                        PLAN,
                        Bandwidth.ofMegabits(3),
                        Optional.of(Bandwidth.ofMegabits(3))));
    }

    @Test
    void aDeviceThatIsAwayIsToldLater() {
        inventory.disconnect("box1");

        assertThat(change("sag-1", 5).pending()).singleElement().satisfies(pending -> assertThat(pending.online())
                .isFalse());
    }

    @Test
    void theChecksComeInOrder() {
        inventory.registerOnline("sag-2", "box2", "2.4.0");
        assertRejected(Rejection.INSTANCE_NOT_FOUND, "no instance sag-none", () -> change("sag-none", 99));
        assertRejected(
                Rejection.INSTANCE_NOT_FOUND,
                "in cn-hangzhou",
                () -> inventory.write(
                        transaction -> AcceleratedPeaks.change(transaction, "cn-hangzhou", "sag-1", 5, "change")));
        assertRejected(Rejection.NOT_ASSOCIATED, "no plan", () -> change("sag-2", 99));
        assertRejected(
                Rejection.BANDWIDTH_EXCEEDED,
                "sag-1: found 21 Mbit/s, required at most the plan's 20 Mbit/s",
                () -> change("sag-1", 21));

        inventory.disconnect("box1");
        inventory.connect("box1", "2.3.9", "boot-2", Map.of());
        assertRejected(Rejection.ACCELERATION_NOT_SUPPORTED, "box1: found version 2.3.9", () -> change("sag-1", 99));
        inventory.change(transaction -> Administration.lockPlan(transaction, PLAN, Optional.of("financial")));
        assertRejected(Rejection.PLAN_STATUS, "Abnormal", () -> change("sag-1", 99));
        inventory.change(transaction -> Administration.setArrears(transaction, "sag-1", true));
        assertRejected(Rejection.ARREARAGE, "sag-1", () -> change("sag-1", 99));

        assertThat(peak("sag-1")).isEqualTo(10);
    }

    @Test
    void aChangeThatIsTakenBackLeavesThePeakBefore() {
        Outcome<Instance> changed = change("sag-1", 20);

        inventory.change(transaction -> changed.takeBack(transaction, "taken back"));

        assertThat(peak("sag-1")).isEqualTo(10);
        assertThat(inventory.desired("box1", Aspect.ACCELERATION))
                .isEqualTo(
                        new Associate("taken back", new Revision(3), PLAN, Bandwidth.ofMegabits(10), Optional.empty()));
    }

    @Test
    void aChangeThatWasOvertakenIsNotTakenBack() {
        Outcome<Instance> changed = change("sag-1", 20);
        change("sag-1", 15);

        inventory.change(transaction -> changed.takeBack(transaction, "taken back"));

        assertThat(peak("sag-1")).isEqualTo(15);
        assertThat(inventory.desired("box1", Aspect.ACCELERATION).revision()).isEqualTo(new Revision(3));
    }

    private void associate(String instanceId, int megabits) {
        inventory.change(transaction -> Associations.associate(
                transaction, REGION, PLAN, List.of(new Associations.Item(instanceId, megabits)), "association"));
    }

    private Outcome<Instance> change(String instanceId, int megabits) {
        return inventory.write(
                transaction -> AcceleratedPeaks.change(transaction, REGION, instanceId, megabits, "change"));
    }

    private int peak(String instanceId) {
        return inventory.instance(instanceId).acceleration().orElseThrow().megabits();
    }
}
