package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.OrderRepository;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The orders. */
final class MemoryOrders implements OrderRepository.Writable {
    /** Ids are numbers without leading zeros. */
    private static final Comparator<Order> BY_CREATION = Comparator.comparingLong(Order::createdMillis)
            .thenComparingInt(order -> order.id().length())
            .thenComparing(Order::id, TextOrder.BY_BYTES);

    private final Table<String, Order> table;
    private final GroupIndex<Order> unpaidByInstance;
    private final Counter numbers;

    MemoryOrders(UndoLog undo) {
        table = new Table<>(undo, TextOrder.BY_BYTES, Order::id);
        unpaidByInstance = table.indexed(new GroupIndex<>(
                order -> order.status() == Order.Status.UNPAID ? order.instanceId() : null, Order::id));
        numbers = new Counter(undo);
    }

    @Override
    public Optional<Order> find(String id) {
        return table.find(id);
    }

    @Override
    public List<Order> unpaidOf(String instanceId) {
        return table.find(unpaidByInstance.of(instanceId), BY_CREATION);
    }

    @Override
    public void save(Order order) {
        table.save(order);
    }

    @Override
    public long nextNumber() {
        return numbers.next();
    }

    /** Those whose ids come after a text, in the order of their ids. */
    Collection<Order> after(String id) {
        return table.after(id);
    }

    void clear() {
        table.clear();
    }
}
