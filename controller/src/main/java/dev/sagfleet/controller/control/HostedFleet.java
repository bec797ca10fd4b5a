package dev.sagfleet.controller.control;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Transaction;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The simulated fleet that runs in the process of a controller and whose devices it has from the start: its seed.
 * For many threads.
 */
public interface HostedFleet {
    /** Of a controller whose devices are elsewhere. */
    HostedFleet NONE = new HostedFleet() {
        @Override
        public List<Route> routes() {
            return List.of();
        }

        @Override
        public boolean isRegistered() {
            return true;
        }

        @Override
        public Set<SerialNumber> toldOffline() {
            return Collections.emptySet();
        }

        @Override
        public void registerIn(Transaction transaction, long nowMillis) {
            // It has none.
        }

        @Override
        public CompletionStage<?> reset() {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public void removed(SerialNumber serial) {
            // It is somebody else's.
        }
    };

    /** What the control API can do to its devices. */
    List<Route> routes();

    /** Whether all of its devices are registered, so that it can be said who is missing. */
    boolean isRegistered();

    /** The devices that a fault keeps offline. */
    Set<SerialNumber> toldOffline();

    /** Registers it in an inventory that is empty; may be called again for the same. */
    void registerIn(Transaction transaction, long nowMillis);

    /** Makes all devices what they were at first, and lets them connect; completed once that is durable. */
    CompletionStage<?> reset();

    /** A device, of this fleet or not, is registered no more: it has nothing to connect for. */
    void removed(SerialNumber serial);
}
