package dev.sagfleet.controller.server;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.memory.CommitConditions;
import dev.sagfleet.controller.memory.MemoryContent;
import dev.sagfleet.controller.memory.MemoryStore;
import dev.sagfleet.controller.store.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a controller keeps its inventory in. */
public enum StoreKind {
    /** A file in the data directory. */
    SQLITE {
        @Override
        OpenStore open(Path dataDirectory, DesiredStateListener listener) {
            SqliteStore store = SqliteStore.open(
                    dataDirectory.resolve(Controller.DATABASE),
                    listener,
                    new RepeatedFailure(LOG, System::nanoTime)::report);
            return new OpenStore(store, store::close);
        }
    },

    /** The memory of the process, so that nothing of it is kept. */
    MEMORY {
        @Override
        OpenStore open(Path dataDirectory, DesiredStateListener listener) {
            var loop = new LoopThread("store memory");
            var store = new MemoryStore(new MemoryContent(), loop, listener, CommitConditions.steady(Duration.ZERO));
            return new OpenStore(store, () -> {
                store.close().toCompletableFuture().join();
                loop.close();
            });
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(StoreKind.class);

    /** Opens the inventory, or begins an empty one. */
    abstract OpenStore open(Path dataDirectory, DesiredStateListener listener);
}
