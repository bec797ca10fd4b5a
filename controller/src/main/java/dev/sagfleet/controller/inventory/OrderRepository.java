package dev.sagfleet.controller.inventory;

import java.util.List;
import java.util.Optional;

/** The orders that were placed. */
public interface OrderRepository {
    Optional<Order> find(String id);

    /** The orders of an instance that wait for payment, in the order in which they were placed. */
    List<Order> unpaidOf(String instanceId);

    /** The same in a transaction. */
    interface Writable extends OrderRepository {
        /** Adds an order, or replaces the one that has its id. */
        void save(Order order);

        /** A number that no order has had. */
        long nextNumber();
    }
}
