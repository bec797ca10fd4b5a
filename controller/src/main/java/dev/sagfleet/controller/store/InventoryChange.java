package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.sql.Callbacks;
import dev.sagfleet.controller.sql.GroupCommit;
import dev.sagfleet.controller.sql.Sql;
import java.util.function.Consumer;

/** A change of the inventory as the writer makes it; once it is durable, the sessions are told. */
final class InventoryChange<T> implements GroupCommit.Change<T>, Consumer<T> {
    private final Store.Change<T> change;
    private final Consumer<T> committed;
    private final DesiredStateListener listener;
    private DesiredChanges desired = new DesiredChanges();

    InventoryChange(Store.Change<T> change, Consumer<T> committed, DesiredStateListener listener) {
        this.change = change;
        this.committed = committed;
        this.listener = listener;
    }

    @Override
    public T applyTo(Sql sql) {
        desired = new DesiredChanges();
        return change.makeIn(new SqlTransaction(sql, desired));
    }

    /** Tells the caller first: a device may answer as soon as its session is told. */
    @Override
    public void accept(T outcome) {
        Callbacks.run("committed change", () -> committed.accept(outcome));
        desired.tell(listener);
    }
}
