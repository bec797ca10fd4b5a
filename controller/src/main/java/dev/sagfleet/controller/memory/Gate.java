package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a store was asked for and has not done yet, so that it is never too much. Safe for many threads. */
final class Gate {
    private final String name;
    private final int insideMax;
    private final AtomicInteger inside = new AtomicInteger();
    private final CompletableFuture<Boolean> emptied = new CompletableFuture<>();
    private volatile boolean isClosed;

    /** @param name of what is counted, as errors say it */
    Gate(String name, int insideMax) {
        this.name = name;
        this.insideMax = insideMax;
    }

    /**
     * Lets one more in.
     *
     * @throws StoreException if it is closed or full
     */
    void enter() {
        int count = inside.incrementAndGet();
        if (isClosed) {
            leave();
            throw new StoreException(StoreException.Reason.CLOSED, name + ": closed");
        }
        if (count > insideMax) {
            leave();
            throw new StoreException(
                    StoreException.Reason.OVERLOADED, name + ": " + insideMax + " are waiting already");
        }
    }

    void leave() {
        if (inside.decrementAndGet() == 0 && isClosed) {
            emptied.complete(true);
        }
    }

    /** Lets nothing more in; the stage completes once all have left. */
    CompletionStage<?> close() {
        isClosed = true;
        if (inside.get() == 0) {
            emptied.complete(true);
        }
        return emptied;
    }
}
