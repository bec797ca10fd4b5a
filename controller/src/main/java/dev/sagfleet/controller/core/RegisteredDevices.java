package dev.sagfleet.controller.core;

import dev.sagfleet.controller.inventory.Store;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** How many devices are registered, for whoever cannot wait for the store. Safe for many threads. */
public final class RegisteredDevices {
    private final Store store;
    private final AtomicLong turns = new AtomicLong();
    private volatile Count latest = new Count(0, 0);

    /** @param turn of two, the later one was asked for later and has seen more */
    private record Count(long turn, long devices) {}

    RegisteredDevices(Store store) {
        this.store = store;
    }

    /** As it was when it was last counted. */
    public long count() {
        return latest.devices();
    }

    /** Counts anew; to be called after some were registered or removed. */
    public CompletionStage<Long> recount() {
        long turn = turns.incrementAndGet();
        return store.read(reading -> reading.devices().count()).thenApply(found -> kept(new Count(turn, found)));
    }

    private synchronized long kept(Count found) {
        if (found.turn() > latest.turn()) {
            latest = found;
        }
        return latest.devices();
    }
}
