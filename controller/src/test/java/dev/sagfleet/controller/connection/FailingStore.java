package dev.sagfleet.controller.connection;

import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store that at times has no room for any change, as on a disk that is full. */
final class FailingStore implements Store {
    final AtomicInteger changes = new AtomicInteger();
    volatile boolean isFull;
    private final Store store;

    FailingStore(Store store) {
        this.store = store;
    }

    @Override
    public <T> CompletionStage<T> write(Change<T> change, Consumer<T> committed) {
        changes.incrementAndGet();
        return isFull
                ? CompletableFuture.failedFuture(
                        new StoreException(StoreException.Reason.OUT_OF_SPACE, "database or disk is full"))
                : store.write(change, committed);
    }

    @Override
    public CompletionStage<Long> startIncarnation() {
        return store.startIncarnation();
    }

    @Override
    public <T> CompletionStage<T> read(Query<T> query) {
        return store.read(query);
    }
}
