package dev.sagfleet.controller.inventory;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Keeps the inventory. May be called from any thread; what it is given, and what depends on its stages, runs on threads
 * of its own, never within the call.
 *
 * <p>Changes are made one after the other, in the order in which they were asked for. What was not done since the store
 * could not do it fails with a {@link StoreException}.
 */
public interface Store {
    /**
     * Makes a change, alone, and keeps it: the stage completes once the change is durable.
     *
     * <p>A change that throws leaves nothing behind, and the stage fails with what it threw. A change may
     * be run again if the database asks for it, so it must have no effect but on its transaction.
     */
    default <T> CompletionStage<T> write(Change<T> change) {
        return write(change, outcome -> {});
    }

    /**
     * Makes a change likewise, and tells {@code committed} its outcome once it is durable and before any
     * session is told of it, so that nothing a device answers can be missed.
     */
    <T> CompletionStage<T> write(Change<T> change, Consumer<T> committed);

    /** Counts one more start of a controller on what is kept here, durably: 1 for the first. */
    CompletionStage<Long> startIncarnation();

    /** Reads as of one moment, which no change is made in; what was acknowledged before is seen. */
    <T> CompletionStage<T> read(Query<T> query);

    /** Why a stage of a store failed, or one that depends on it, without what stages wrap failures in. */
    static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /**
     * Makes a change in a transaction and returns what the caller wants to know of it. It may be made once more
     * from the beginning, as if it had not been made before, so it must change nothing beside the store.
     */
    interface Change<T> {
        T makeIn(Transaction transaction);
    }

    /** Finds something out. */
    interface Query<T> {
        T runOn(Reading reading);
    }
}
