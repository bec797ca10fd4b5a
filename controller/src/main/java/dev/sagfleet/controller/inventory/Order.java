package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

/**
 * An order for more or less bandwidth, or for more or fewer users of an app instance.
 *
 * @param id digits, the OrderId of the API
 * @param from what the instance had: Mbit/s, or users for an app instance
 * @param to what was ordered, likewise
 */
public record Order(String id, String instanceId, Kind kind, int from, int to, Status status, long createdMillis) {
    /** Which way an order goes. */
    public enum Kind {
        UPGRADE,
        DOWNGRADE;

        /** Whether an order from the one amount to the other goes this way. */
        boolean leads(int from, int to) {
            return this == UPGRADE ? to > from : to < from;
        }
    }

    /** How far an order has come. */
    public enum Status {
        /** Waits for payment; nothing has changed yet. */
        UNPAID,
        /** Paid, and in force. */
        PAID,
        /** Overtaken by another order before it was paid. */
        CLOSED,
        /** Paid back, since a device refused it. */
        REFUNDED
    }

    public Order {
        requireNonNull(id, "id");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(kind, "kind");
        requireNonNull(status, "status");
    }

    public Order withStatus(Status other) {
        return new Order(id, instanceId, kind, from, to, other, createdMillis);
    }

    public Order withFrom(int other) {
        return new Order(id, instanceId, kind, other, to, status, createdMillis);
    }
}
