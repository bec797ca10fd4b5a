package dev.sagfleet.controller.contract;

import dev.sagfleet.agent.transport.NettyLoop;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.memory.CommitConditions;
import dev.sagfleet.controller.memory.MemoryContent;
import dev.sagfleet.controller.memory.MemoryStore;
import dev.sagfleet.controller.store.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;

/** A store of any kind, with what it keeps, so that it can be closed and opened again. */
final class TestedStore implements AutoCloseable {
    private final Kind kind;
    private final Path file;
    private final DesiredStateListener listener;
    private final MemoryContent content = new MemoryContent();
    private Opened opened;

    /** All that there are. */
    enum Kind {
        SQLITE,
        MEMORY
    }

    private record Opened(Store store, Runnable closing) {}

    TestedStore(Kind kind, Path directory, DesiredStateListener listener) {
        this.kind = kind;
        this.listener = listener;
        file = directory.resolve(kind + ".db");
        opened = open();
    }

    /** One that tells nobody. */
    TestedStore(Kind kind, Path directory) {
        this(kind, directory, (serial, command) -> {});
    }

    private Opened open() {
        return switch (kind) {
            case SQLITE -> {
                SqliteStore store = SqliteStore.open(file, listener);
                yield new Opened(store, store::close);
            }
            case MEMORY -> {
                var loop = NettyLoop.started("tested store");
                var store = new MemoryStore(content, loop, listener, CommitConditions.steady(Duration.ZERO));
                yield new Opened(store, () -> {
                    Samples.await(store.close());
                    loop.end();
                });
            }
        };
    }

    Store store() {
        return opened.store();
    }

    /** Another store on what this one has kept. */
    void reopen() {
        close();
        opened = open();
    }

    @Override
    public void close() {
        opened.closing().run();
    }
}
