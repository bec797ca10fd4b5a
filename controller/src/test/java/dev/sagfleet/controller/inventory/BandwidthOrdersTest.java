package dev.sagfleet.controller.inventory;

import static dev.sagfleet.controller.inventory.Order.Kind.DOWNGRADE;
import static dev.sagfleet.controller.inventory.Order.Kind.UPGRADE;
import static dev.sagfleet.controller.inventory.StoredInventory.NOW;
import static dev.sagfleet.controller.inventory.StoredInventory.REGION;
import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.controller.inventory.BandwidthOrders.Placed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be ordered, when an order comes into force, and what becomes of those that do not. */
class BandwidthOrdersTest {
    private StoredInventory inventory;

    /** A SAG-1000 and a SAG-100WM of 50 Mbit/s each, and an app instance of 5 users. */
    @BeforeEach
    void open(@TempDir Path directory) {
        inventory = new StoredInventory(directory, (serial, command) -> {});
        inventory.registerOnline("sag-1", "box1", "2.0.0");
        inventory.register(StoredInventory.instance("sag-small", DeviceModel.SAG_100WM, HaType.NO_BACKUP), "small1");
        inventory.register(StoredInventory.instance("sag-app", DeviceModel.APP, HaType.NO_BACKUP), "app1");
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void aPaidOrderIsInForceAtOnce() {
        Placed placed = place("sag-1", DOWNGRADE, 10, true);

        assertThat(placed.order().id()).isEqualTo("203370000000001");
        assertThat(placed.order().status()).isEqualTo(Order.Status.PAID);
        assertThat(placed.changes()).extracting(PendingChange::online).containsExactly(true);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(10);
        assertThat(inventory.desired("box1", Aspect.BANDWIDTH))
                .isEqualTo(new ChangeBandwidth("order", new Revision(2), Bandwidth.ofMegabits(10)));
        assertThat(order(placed)).isEqualTo(placed.order());
    }

    @Test
    void bothBoxesOfAPairAreTold() {
        inventory.register(
                StoredInventory.instance("sag-pair", DeviceModel.SAG_100WM, HaType.COLD_BACKUP), "pair1", "pair2");

        assertThat(place("sag-pair", DOWNGRADE, 2, true).changes())
                .extracting(change -> change.serial().text())
                .containsExactlyInAnyOrder("pair1", "pair2");
    }

    @Test
    void eachModelHasItsRange() {
        assertRejected(
                Rejection.BANDWIDTH_SPEC,
                "found 1 Mbit/s, required 2 to 50 Mbit/s below 50",
                () -> place("sag-small", DOWNGRADE, 1, true));
        assertRejected(Rejection.BANDWIDTH_SPEC, "51", () -> place("sag-small", UPGRADE, 51, true));
        assertRejected(Rejection.BANDWIDTH_SPEC, "10 to 500", () -> place("sag-1", DOWNGRADE, 9, true));
        assertRejected(
                Rejection.BANDWIDTH_SPEC,
                "found 501 Mbit/s, required 10 to 500 Mbit/s above 50",
                () -> place("sag-1", UPGRADE, 501, true));

        place("sag-small", DOWNGRADE, 2, true);
        place("sag-small", UPGRADE, 50, true);
        place("sag-1", UPGRADE, 500, true);
        place("sag-1", DOWNGRADE, 10, true);
        assertThat(inventory.instance("sag-small").megabits()).isEqualTo(50);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(10);
    }

    @Test
    void downgradesGoDownAndUpgradesUp() {
        assertRejected(Rejection.BANDWIDTH_SPEC, "below 50", () -> place("sag-1", DOWNGRADE, 50, true));
        assertRejected(Rejection.BANDWIDTH_SPEC, "below 50", () -> place("sag-1", DOWNGRADE, 60, true));
        assertRejected(Rejection.BANDWIDTH_SPEC, "above 50", () -> place("sag-1", UPGRADE, 50, true));
        assertRejected(Rejection.BANDWIDTH_SPEC, "above 50", () -> place("sag-1", UPGRADE, 40, true));
    }

    @Test
    void anInstanceOfAnotherRegionOrNoneIsNotFound() {
        assertRejected(Rejection.SAG_NOT_FOUND, "sag-none", () -> place("sag-none", DOWNGRADE, 0, true));
        assertRejected(
                Rejection.SAG_NOT_FOUND,
                "cn-hangzhou",
                () -> inventory.write(transaction ->
                        BandwidthOrders.place(transaction, "cn-hangzhou", "sag-1", DOWNGRADE, 10, true, "order", NOW)));
    }

    @Test
    void appUsersAreSoldInFivesUpToAThousand() {
        assertRejected(Rejection.USER_COUNT, "found 7", () -> place("sag-app", UPGRADE, 7, true));
        assertRejected(Rejection.USER_COUNT, "found 1005", () -> place("sag-app", UPGRADE, 1005, true));
        assertRejected(Rejection.USER_COUNT, "above 5", () -> place("sag-app", UPGRADE, 5, true));
        assertRejected(Rejection.USER_COUNT, "below 5", () -> place("sag-app", DOWNGRADE, 0, true));

        assertThat(place("sag-app", UPGRADE, 1000, true).changes()).isEmpty();
        assertThat(place("sag-app", DOWNGRADE, 10, true).order().from()).isEqualTo(1000);
        assertThat(inventory.instance("sag-app").userCount()).isEqualTo(10);
        assertThat(inventory.desired("app1", Aspect.BANDWIDTH).revision()).isEqualTo(new Revision(1));
    }

    @Test
    void anUnpaidOrderChangesNothingUntilItIsPaid() {
        Placed placed = place("sag-1", DOWNGRADE, 20, false);

        assertThat(placed.changes()).isEmpty();
        assertThat(order(placed).status()).isEqualTo(Order.Status.UNPAID);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(50);

        Placed paid = pay(placed);

        assertThat(paid.changes()).hasSize(1);
        assertThat(order(placed).status()).isEqualTo(Order.Status.PAID);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(20);
    }

    @Test
    void anOrderThatIsPaidOrDoesNotExistCannotBePaid() {
        Placed placed = place("sag-1", DOWNGRADE, 20, true);

        assertRejected(Rejection.ORDER_STATUS, "found PAID", () -> pay(placed));
        assertRejected(
                Rejection.ORDER_NOT_FOUND,
                "no order 1",
                () -> inventory.write(transaction -> BandwidthOrders.pay(transaction, "1", "pay")));
    }

    @Test
    void anOrderThatIsOvertakenByAPaidOneIsClosed() {
        Placed first = place("sag-1", DOWNGRADE, 20, false);
        Placed second = place("sag-1", UPGRADE, 100, false);
        Placed elsewhere = place("sag-small", DOWNGRADE, 20, false);

        pay(second);

        assertThat(order(first).status()).isEqualTo(Order.Status.CLOSED);
        assertThat(order(elsewhere).status()).isEqualTo(Order.Status.UNPAID);
        assertRejected(Rejection.ORDER_STATUS, "found CLOSED", () -> pay(first));
    }

    @Test
    void theChecksAreMadeAgainAtPayment() {
        Placed refused = place("sag-1", DOWNGRADE, 20, true);
        Placed waiting = place("sag-1", UPGRADE, 40, false);
        refund(refused);

        assertRejected(Rejection.BANDWIDTH_SPEC, "above 50", () -> pay(waiting));
        assertThat(order(waiting).status()).isEqualTo(Order.Status.UNPAID);
    }

    @Test
    void aRefundRestoresTheOldBandwidth() {
        Placed placed = place("sag-1", DOWNGRADE, 20, true);

        refund(placed);

        assertThat(order(placed).status()).isEqualTo(Order.Status.REFUNDED);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(50);
        assertThat(inventory.desired("box1", Aspect.BANDWIDTH))
                .isEqualTo(new ChangeBandwidth("refund", new Revision(3), Bandwidth.ofMegabits(50)));
    }

    @Test
    void aRefundLeavesAloneTheBandwidthOfALaterOrder() {
        Placed placed = place("sag-1", DOWNGRADE, 20, true);
        place("sag-1", UPGRADE, 30, true);

        refund(placed);

        assertThat(order(placed).status()).isEqualTo(Order.Status.REFUNDED);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(30);
    }

    @Test
    void aRefundRestoresWhatWasInForceAtPaymentAndNotWhenTheOrderWasPlaced() {
        Placed refused = place("sag-1", DOWNGRADE, 30, true);
        Placed waiting = place("sag-1", DOWNGRADE, 20, false);
        refund(refused);

        Placed paid = pay(waiting);
        assertThat(paid.order().from()).isEqualTo(50);
        refund(paid);

        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(50);
    }

    @Test
    void orderNumbersGoUp() {
        assertThat(List.of(
                        place("sag-1", DOWNGRADE, 20, false).order().id(),
                        place("sag-1", DOWNGRADE, 20, false).order().id()))
                .containsExactly("203370000000001", "203370000000002");
    }

    private Placed place(String instanceId, Order.Kind kind, int to, boolean paid) {
        return inventory.write(
                transaction -> BandwidthOrders.place(transaction, REGION, instanceId, kind, to, paid, "order", NOW));
    }

    private Placed pay(Placed placed) {
        return inventory.write(
                transaction -> BandwidthOrders.pay(transaction, placed.order().id(), "pay"));
    }

    private void refund(Placed placed) {
        inventory.change(transaction ->
                BandwidthOrders.refund(transaction, placed.order().id(), placed.changes(), "refund"));
    }

    private Order order(Placed placed) {
        return inventory
                .read(reading -> reading.orders().find(placed.order().id()))
                .orElseThrow();
    }
}
