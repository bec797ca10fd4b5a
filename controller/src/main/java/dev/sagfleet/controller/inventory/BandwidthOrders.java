package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.DeviceModel;
import java.util.List;

/**
 * The rules of ordering more or less: bandwidth for boxes, users for an app instance.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/smart-access-gateway">SAG OpenAPI,
 *     UpgradeSmartAccessGateway and DowngradeSmartAccessGateway</a>
 */
public final class BandwidthOrders {
    /** App users are sold in fives, from 5 to 1,000. Source: CreateSmartAccessGatewaySoftware, UserCount. */
    private static final int USERS_STEP = 5;

    private static final int USERS_MAX = 1000;

    /** Order numbers look like the real ones: this much is added to the count. */
    private static final long ORDER_NUMBER_BASE = 203_370_000_000_000L;

    /**
     * Orders another amount, and puts it in force if it is paid at once.
     *
     * @param to Mbit/s, or users for an app instance
     * @throws RejectedException if there is no such instance in the region, or the amount is not to be had
     */
    public static Outcome<Order> place(
            Transaction transaction,
            String regionId,
            String instanceId,
            Order.Kind kind,
            int to,
            boolean paid,
            String commandId,
            long nowMillis) {
        Instance instance = transaction.instances().require(regionId, instanceId, Rejection.SAG_NOT_FOUND);
        requireOffered(instance, kind, to);
        Order order = new Order(
                Long.toString(ORDER_NUMBER_BASE + transaction.orders().nextNumber()),
                instance.id(),
                kind,
                instance.amount(),
                to,
                Order.Status.UNPAID,
                nowMillis);
        if (paid) {
            return enforce(transaction, instance, order, commandId);
        }
        transaction.orders().save(order);
        return Outcome.withoutDevices(order);
    }

    /**
     * Pays an order that waits for it: the checks are made again, and the order comes into force.
     *
     * @throws RejectedException if there is no such order, it does not wait, or a check fails by now
     */
    public static Outcome<Order> pay(Transaction transaction, String orderId, String commandId) {
        Order order = transaction
                .orders()
                .find(orderId)
                .orElseThrow(() -> Rejection.ORDER_NOT_FOUND.because("no order " + orderId));
        if (order.status() != Order.Status.UNPAID) {
            throw Rejection.ORDER_STATUS.because("found " + order.status() + ", required UNPAID");
        }
        Instance instance = transaction.instances().require(order.instanceId(), Rejection.SAG_NOT_FOUND);
        requireOffered(instance, order.kind(), order.to());
        return enforce(transaction, instance, order.withFrom(instance.amount()), commandId);
    }

    private static Outcome<Order> enforce(Transaction transaction, Instance instance, Order order, String commandId) {
        Instance changed = instance.withAmount(order.to());
        transaction.instances().save(changed);
        Order paid = order.withStatus(Order.Status.PAID);
        transaction.orders().save(paid);
        for (Order overtaken : transaction.orders().unpaidOf(instance.id())) {
            transaction.orders().save(overtaken.withStatus(Order.Status.CLOSED));
        }
        return new Outcome<>(
                paid,
                instance.isApp() ? List.of() : DesiredState.limit(transaction, changed, commandId),
                List.of(new Restoration.OfOrder(paid.id())));
    }

    private static void requireOffered(Instance instance, Order.Kind kind, int to) {
        int from = instance.amount();
        if (instance.isApp()) {
            if (to % USERS_STEP != 0 || to < USERS_STEP || to > USERS_MAX || !kind.leads(from, to)) {
                throw Rejection.USER_COUNT.because("found " + to + ", required a multiple of " + USERS_STEP + ' '
                        + offered(kind, from, USERS_STEP, USERS_MAX, USERS_STEP, "users"));
            }
            return;
        }
        DeviceModel model = instance.model();
        if (to < model.megabitsMin() || to > model.megabitsMax() || !kind.leads(from, to)) {
            throw Rejection.BANDWIDTH_SPEC.because("found " + to + " Mbit/s, required "
                    + offered(kind, from, model.megabitsMin(), model.megabitsMax(), 1, "Mbit/s"));
        }
    }

    /** What can be ordered; the least and the most can be reached, beyond which there is nothing. */
    private static String offered(Order.Kind kind, int from, int least, int most, int step, String unit) {
        boolean isUpgrade = kind == Order.Kind.UPGRADE;
        int low = isUpgrade ? Math.max(least, from + step) : least;
        int high = isUpgrade ? most : Math.min(most, from - step);
        String now = " the " + from + ' ' + unit + " that it has";
        if (low > high) {
            return (isUpgrade ? "more than" : "less than") + now + ", but there is nothing "
                    + (isUpgrade ? "above " + most : "below " + least) + ' ' + unit;
        }
        return "from " + low + " to " + high + ' ' + unit + ", so " + (isUpgrade ? "more" : "less") + " than" + now;
    }

    private BandwidthOrders() {}
}
