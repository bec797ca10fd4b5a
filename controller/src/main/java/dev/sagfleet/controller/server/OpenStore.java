package dev.sagfleet.controller.server;

import dev.sagfleet.controller.inventory.Store;

/**
 * A store with what ends it.
 *
 * @param closing finishes what the store was asked for, and waits for that
 */
record OpenStore(Store store, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
        closing.run();
    }
}
