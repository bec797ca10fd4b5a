package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Wakeups;
import dev.sagfleet.controller.sql.Callbacks;
import dev.sagfleet.controller.sql.GroupCommit;
import dev.sagfleet.controller.sql.Sql;
import java.util.function.Consumer;

/** A change of the inventory as the writer makes it; once it is durable, the devices are woken. */
final class InventoryChange<T> implements GroupCommit.Change<T>, Consumer<T> {
    private final Store.Change<T> change;
    private final Consumer<T> committed;
    private final Wakeups wakeups;
    private DesiredChanges desired = new DesiredChanges();

    InventoryChange(Store.Change<T> change, Consumer<T> committed, Wakeups wakeups) {
        this.change = change;
        this.committed = committed;
        this.wakeups = wakeups;
    }

    @Override
    public T applyTo(Sql sql) {
        var transaction = new SqlTransaction(sql);
        desired = transaction.desired();
        return change.makeIn(transaction);
    }

    /** Tells the caller first: a device may answer as soon as it is woken. */
    @Override
    public void accept(T outcome) {
        Callbacks.run("committed change", () -> committed.accept(outcome));
        desired.wake(wakeups);
    }
}
