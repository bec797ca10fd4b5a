package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change as a store makes it, with what follows once it is durable: the caller is told, and then the session of each
 * device of which something else is desired. Every store makes its changes by one of these, so that all of them wake
 * the same sessions in the same order.
 */
public final class TrackedChange<T> {
    private final Store.Change<T> change;
    private final Consumer<T> committed;
    private final DesiredStateListener listener;
    private @Nullable DesiredChanges desired;

    public TrackedChange(Store.Change<T> change, Consumer<T> committed, DesiredStateListener listener) {
        this.change = change;
        this.committed = committed;
        this.listener = listener;
    }

    /**
     * Makes the change; once more from the beginning if it was made before.
     *
     * @param begin makes a transaction, whose aspects are tracked by what it is given
     */
    public T makeIn(Function<DesiredChanges, Transaction> begin) {
        var changes = new DesiredChanges();
        desired = changes;
        return change.makeIn(begin.apply(changes));
    }

    /**
     * Tells the caller and then the sessions; the caller first, since a device may answer as soon as its session is
     * told. Never throws.
     */
    public void tell(T outcome) {
        Callbacks.run("committed change", () -> committed.accept(outcome));
        requireNonNull(desired, "made").tell(listener);
    }
}
