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
        Outcome<Order> placed = place("sag-1", DOWNGRADE, 10, true);

        assertThat(placed.value().id()).isEqualTo("203370000000001");
        assertThat(placed.value().status()).isEqualTo(Order.Status.PAID);
        assertThat(placed.pending()).extracting(PendingChange::online).containsExactly(true);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(10);
        assertThat(inventory.desired("box1", Aspect.BANDWIDTH))
                .isEqualTo(new ChangeBandwidth("order", new Revision(2), Bandwidth.ofMegabits(10)));
        assertThat(order(placed)).isEqualTo(placed.value());
    }

    @Test
    void bothBoxesOfAPairAreTold() {
        inventory.register(
                StoredInventory.instance("sag-pair", DeviceModel.SAG_100WM, HaType.COLD_BACKUP), "pair1", "pair2");

        assertThat(place("sag-pair", DOWNGRADE, 2, true).pending())
                .extracting(change -> change.serial().text())
                .containsExactlyInAnyOrder("pair1", "pair2");
    }

    @Test
    void eachModelHasItsRange() {
        assertRejected(
                Rejection.BANDWIDTH_SPEC,
                "found 1 Mbit/s, required from 2 to 49 Mbit/s, so less than the 50 Mbit/s that it has",
                () -> place("sag-small", DOWNGRADE, 1, true));
        assertRejected(Rejection.BANDWIDTH_SPEC, "51", () -> place("sag-small", UPGRADE, 51, true));
        assertRejected(Rejection.BANDWIDTH_SPEC, "10 to 49", () -> place("sag-1", DOWNGRADE, 9, true));
        assertRejected(
                Rejection.BANDWIDTH_SPEC,
                "found 501 Mbit/s, required from 51 to 500 Mbit/s, so more than the 50 Mbit/s that it has",
                () -> place("sag-1", UPGRADE, 501, true));

        place("sag-small", DOWNGRADE, 2, true);
        place("sag-small", UPGRADE, 50, true);
        place("sag-1", UPGRADE, 500, true);
        place("sag-1", DOWNGRADE, 10, true);
        assertRejected(
                Rejection.BANDWIDTH_SPEC,
                "found 5 Mbit/s, required less than the 10 Mbit/s that it has, but there is nothing below 10 Mbit/s",
                () -> place("sag-1", DOWNGRADE, 5, true));
        assertThat(inventory.instance("sag-small").megabits()).isEqualTo(50);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(10);
    }

    @Test
    void downgradesGoDownAndUpgradesUp() {
        assertRejected(Rejection.BANDWIDTH_SPEC, "less than the 50 ", () -> place("sag-1", DOWNGRADE, 50, true));
        assertRejected(Rejection.BANDWIDTH_SPEC, "less than the 50 ", () -> place("sag-1", DOWNGRADE, 60, true));
        assertRejected(Rejection.BANDWIDTH_SPEC, "more than the 50 ", () -> place("sag-1", UPGRADE, 50, true));
        assertRejected(Rejection.BANDWIDTH_SPEC, "more than the 50 ", () -> place("sag-1", UPGRADE, 40, true));
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
        assertRejected(Rejection.USER_COUNT, "more than the 5 ", () -> place("sag-app", UPGRADE, 5, true));
        assertRejected(Rejection.USER_COUNT, "less than the 5 ", () -> place("sag-app", DOWNGRADE, 0, true));

        assertThat(place("sag-app", UPGRADE, 1000, true).pending()).isEmpty();
        assertThat(place("sag-app", DOWNGRADE, 10, true).value().from()).isEqualTo(1000);
        assertThat(inventory.instance("sag-app").userCount()).isEqualTo(10);
        assertThat(inventory.desired("app1", Aspect.BANDWIDTH).revision()).isEqualTo(new Revision(1));
    }

    @Test
    void anUnpaidOrderChangesNothingUntilItIsPaid() {
        Outcome<Order> placed = place("sag-1", DOWNGRADE, 20, false);

        assertThat(placed.pending()).isEmpty();
        assertThat(order(placed).status()).isEqualTo(Order.Status.UNPAID);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(50);

        Outcome<Order> paid = pay(placed);

        assertThat(paid.pending()).hasSize(1);
        assertThat(order(placed).status()).isEqualTo(Order.Status.PAID);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(20);
    }

    @Test
    void anOrderThatIsPaidOrDoesNotExistCannotBePaid() {
        Outcome<Order> placed = place("sag-1", DOWNGRADE, 20, true);

        assertRejected(Rejection.ORDER_STATUS, "found PAID", () -> pay(placed));
        assertRejected(
                Rejection.ORDER_NOT_FOUND,
                "no order 1",
                () -> inventory.write(transaction -> BandwidthOrders.pay(transaction, "1", "pay")));
    }

    @Test
    void anOrderThatIsOvertakenByAPaidOneIsClosed() {
        Outcome<Order> first = place("sag-1", DOWNGRADE, 20, false);
        Outcome<Order> second = place("sag-1", UPGRADE, 100, false);
        Outcome<Order> elsewhere = place("sag-small", DOWNGRADE, 20, false);

        pay(second);

        assertThat(order(first).status()).isEqualTo(Order.Status.CLOSED);
        assertThat(order(elsewhere).status()).isEqualTo(Order.Status.UNPAID);
        assertRejected(Rejection.ORDER_STATUS, "found CLOSED", () -> pay(first));
    }

    @Test
    void theChecksAreMadeAgainAtPayment() {
        Outcome<Order> refused = place("sag-1", DOWNGRADE, 20, true);
        Outcome<Order> waiting = place("sag-1", UPGRADE, 40, false);
        refund(refused);

        assertRejected(Rejection.BANDWIDTH_SPEC, "more than the 50 ", () -> pay(waiting));
        assertThat(order(waiting).status()).isEqualTo(Order.Status.UNPAID);
    }

    @Test
    void aRefundRestoresTheOldBandwidth() {
        Outcome<Order> placed = place("sag-1", DOWNGRADE, 20, true);

        refund(placed);

        assertThat(order(placed).status()).isEqualTo(Order.Status.REFUNDED);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(50);
        assertThat(inventory.desired("box1", Aspect.BANDWIDTH))
                .isEqualTo(new ChangeBandwidth("refund", new Revision(3), Bandwidth.ofMegabits(50)));
    }

    @Test
    void aRefundLeavesAloneTheBandwidthOfALaterOrder() {
        Outcome<Order> placed = place("sag-1", DOWNGRADE, 20, true);
        place("sag-1", UPGRADE, 30, true);

        refund(placed);

        assertThat(order(placed).status()).isEqualTo(Order.Status.REFUNDED);
        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(30);
    }

    @Test
    void aRefundRestoresWhatWasInForceAtPaymentAndNotWhenTheOrderWasPlaced() {
        Outcome<Order> refused = place("sag-1", DOWNGRADE, 30, true);
        Outcome<Order> waiting = place("sag-1", DOWNGRADE, 20, false);
        refund(refused);

        Outcome<Order> paid = pay(waiting);
        assertThat(paid.value().from()).isEqualTo(50);
        refund(paid);

        assertThat(inventory.instance("sag-1").megabits()).isEqualTo(50);
    }

    @Test
    void orderNumbersGoUp() {
        assertThat(List.of(
                        place("sag-1", DOWNGRADE, 20, false).value().id(),
                        place("sag-1", DOWNGRADE, 20, false).value().id()))
                .containsExactly("203370000000001", "203370000000002");
    }

    private Outcome<Order> place(String instanceId, Order.Kind kind, int to, boolean paid) {
        return inventory.write(
                transaction -> BandwidthOrders.place(transaction, REGION, instanceId, kind, to, paid, "order", NOW));
    }

    private Outcome<Order> pay(Outcome<Order> placed) {
        return inventory.write(
                transaction -> BandwidthOrders.pay(transaction, placed.value().id(), "pay"));
    }

    private void refund(Outcome<Order> placed) {
        inventory.change(transaction -> placed.takeBack(transaction, "refund"));
    }

    private Order order(Outcome<Order> placed) {
        return inventory
                .read(reading -> reading.orders().find(placed.value().id()))
                .orElseThrow();
    }
}
