package dev.sagfleet.controller.server;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.agent.transport.NettyLoop;
import dev.sagfleet.controller.firmware.ImageFolder;
import dev.sagfleet.controller.firmware.KeyFile;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.memory.CommitConditions;
import dev.sagfleet.controller.memory.MemoryContent;
import dev.sagfleet.controller.memory.MemoryStore;
import dev.sagfleet.controller.store.SqliteStore;
import java.io.IOException;
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

        @Override
        SigningKeys signingKeys(Path dataDirectory) throws IOException {
            return KeyFile.open(dataDirectory);
        }

        @Override
        ImageFolder imageFolder(Path dataDirectory) {
            return ImageFolder.lasting(dataDirectory);
        }

        @Override
        void forget(Path dataDirectory) {
            // all of it is for the next start
        }
    },

    /** The memory of the process, so that nothing of it is kept. */
    MEMORY {
        @Override
        OpenStore open(Path dataDirectory, DesiredStateListener listener) {
            var loop = NettyLoop.started("store-memory");
            var store = new MemoryStore(new MemoryContent(), loop, listener, CommitConditions.steady(Duration.ZERO));
            return new OpenStore(store, () -> {
                store.close().toCompletableFuture().join();
                loop.end();
            });
        }

        @Override
        SigningKeys signingKeys(Path dataDirectory) {
            return SigningKeys.generate();
        }

        @Override
        ImageFolder imageFolder(Path dataDirectory) throws IOException {
            return ImageFolder.passing(dataDirectory);
        }

        @Override
        void forget(Path dataDirectory) {
            try {
                ImageFolder.remove(dataDirectory);
            } catch (IOException e) {
                LOG.warn("images that nobody needs any more could not be removed; the next start tries again", e);
            }
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(StoreKind.class);

    /** Opens the inventory, or begins an empty one. */
    abstract OpenStore open(Path dataDirectory, DesiredStateListener listener);

    /** The keys that go with it; another start has them if it has the inventory. */
    abstract SigningKeys signingKeys(Path dataDirectory) throws IOException;

    /** Likewise the files of images. */
    abstract ImageFolder imageFolder(Path dataDirectory) throws IOException;

    /** Removes what no other start is to find. */
    abstract void forget(Path dataDirectory);
}
