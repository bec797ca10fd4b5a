package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What brings one instance back to what it was before a change. It does so only while the instance is as the change
 * made it: a revision that a later call has given to one of its devices stands.
 */
public sealed interface Restoration {
    /**
     * Takes the change back.
     *
     * @param changes what the change told devices
     * @param commandId names the way back on its way to the devices
     */
    void run(Transaction transaction, List<PendingChange> changes, String commandId);

    /**
     * To another association with a plan, or to none.
     *
     * @param made what the change made of it
     */
    record OfAcceleration(String instanceId, Optional<Acceleration> before, Optional<Acceleration> made)
            implements Restoration {
        public OfAcceleration {
            requireNonNull(instanceId, "instanceId");
            requireNonNull(before, "before");
            requireNonNull(made, "made");
        }

        @Override
        public void run(Transaction transaction, List<PendingChange> changes, String commandId) {
            transaction
                    .instances()
                    .find(instanceId)
                    .filter(instance ->
                            instance.acceleration().equals(made) && areLatest(transaction, instance, changes))
                    .ifPresent(instance -> DesiredState.accelerate(
                            transaction, saved(transaction, instance.withAcceleration(before)), commandId));
        }
    }

    /** To what it had before an order, which is refunded whatever came later. */
    record OfOrder(String orderId) implements Restoration {
        public OfOrder {
            requireNonNull(orderId, "orderId");
        }

        @Override
        public void run(Transaction transaction, List<PendingChange> changes, String commandId) {
            // After a reset there is no such order any more, and nothing to refund.
            transaction.orders().find(orderId).ifPresent(order -> refund(transaction, order, changes, commandId));
        }

        private static void refund(
                Transaction transaction, Order order, List<PendingChange> changes, String commandId) {
            transaction.orders().save(order.withStatus(Order.Status.REFUNDED));
            transaction
                    .instances()
                    .find(order.instanceId())
                    .filter(instance -> areLatest(transaction, instance, changes))
                    .ifPresent(instance -> DesiredState.limit(
                            transaction, saved(transaction, instance.withAmount(order.from())), commandId));
        }
    }

    /** Whether every revision that devices of an instance were given by a change is still their latest. */
    private static boolean areLatest(Transaction transaction, Instance instance, List<PendingChange> changes) {
        return transaction.devices().of(instance.id()).stream()
                .flatMap(device ->
                        changes.stream().filter(change -> change.serial().equals(device.serial())))
                .allMatch(change -> transaction
                        .aspects()
                        .find(change.serial(), change.aspect())
                        .filter(aspect -> aspect.desired().revision().equals(change.revision()))
                        .isPresent());
    }

    private static Instance saved(Transaction transaction, Instance instance) {
        transaction.instances().save(instance);
        return instance;
    }
}
