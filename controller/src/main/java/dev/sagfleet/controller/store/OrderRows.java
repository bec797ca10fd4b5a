package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.OrderRepository;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import dev.sagfleet.controller.sql.Upsert;
import java.util.List;
import java.util.Optional;

/** The table {@code purchase_order}. */
final class OrderRows implements OrderRepository.Writable {
    private static final String SAVE = Upsert.into(
            "purchase_order", 1, "id", "instance_id", "kind", "from_amount", "to_amount", "status", "created_millis");

    private final Sql sql;

    OrderRows(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Order> find(String id) {
        return sql.first("SELECT * FROM purchase_order WHERE id = ?", OrderRows::toOrder, id);
    }

    /** In the order in which they were made; ids are numbers without leading zeros. */
    @Override
    public List<Order> unpaidOf(String instanceId) {
        return sql.query(
                "SELECT * FROM purchase_order WHERE instance_id = ? AND status = 'UNPAID'"
                        + " ORDER BY created_millis, length(id), id",
                OrderRows::toOrder,
                instanceId);
    }

    @Override
    public void save(Order order) {
        sql.update(
                SAVE,
                order.id(),
                order.instanceId(),
                order.kind().name(),
                order.from(),
                order.to(),
                order.status().name(),
                order.createdMillis());
    }

    @Override
    public long nextNumber() {
        return Counters.increment(sql, Counters.ORDERS);
    }

    static Order toOrder(Row row) {
        return new Order(
                row.text("id"),
                row.text("instance_id"),
                row.constant(Order.Kind.class, "kind"),
                row.smallNumber("from_amount"),
                row.smallNumber("to_amount"),
                row.constant(Order.Status.class, "status"),
                row.number("created_millis"));
    }
}
