package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.inventory.TrackedChange;
import dev.sagfleet.controller.sql.DatabaseException;
import dev.sagfleet.controller.sql.GroupCommit;
import dev.sagfleet.controller.sql.SnapshotReaders;
import dev.sagfleet.controller.sql.SqliteFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The inventory in one SQLite file, for one controller. Thread-safe.
 *
 * <p>An acknowledged change survives the end of the process, however it ends, and a power cut as far as
 * the disk keeps its word. A read that begins after a change was acknowledged sees it.
 *
 * <p>What is told of a commit and what depends on the stages runs on the store's own
 * threads; it must be short and must not wait for the store (see {@link GroupCommit}). A store that is
 * overloaded, closed or out of space fails stages with a {@link StoreException}.
 */
public final class SqliteStore implements Store, AutoCloseable {
    private final SqliteFile file;
    private final GroupCommit writer;
    private final SnapshotReaders readers;
    private final DesiredStateListener listener;
    private final Known known = new Known();
    private final KnownJobs jobs = new KnownJobs();
    private final UnwrittenHeads heads = new UnwrittenHeads(known.rollouts());

    private SqliteStore(
            SqliteFile file, DesiredStateListener listener, Optional<BiConsumer<String, Throwable>> failures) {
        this.file = file;
        this.listener = listener;
        String name = "store writer";
        writer = failures.map(told -> GroupCommit.start(name, file.connect(), GroupCommit.QUEUE_MAX, told, heads))
                .orElseGet(() -> GroupCommit.start(name, file.connect(), heads));
        readers = SnapshotReaders.start("store reader", List.of(file.connectForReading(), file.connectForReading()));
    }

    /**
     * Opens the inventory in a file, or begins an empty one.
     *
     * @throws DatabaseException if the file cannot be used, is in use or is of a newer version
     */
    public static SqliteStore open(Path file, DesiredStateListener listener) {
        return open(file, listener, Optional.empty());
    }

    /**
     * Opens it likewise.
     *
     * @param failures is told of each group of changes that could not be kept, as often as that happens
     * @throws DatabaseException if the file cannot be used, is in use or is of a newer version
     */
    public static SqliteStore open(Path file, DesiredStateListener listener, BiConsumer<String, Throwable> failures) {
        return open(file, listener, Optional.of(failures));
    }

    private static SqliteStore open(
            Path file, DesiredStateListener listener, Optional<BiConsumer<String, Throwable>> failures) {
        SqliteFile opened = SqliteFile.open(file, InventorySchema.SCHEMA);
        try {
            return new SqliteStore(opened, listener, failures);
        } catch (DatabaseException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public CompletionStage<Long> startIncarnation() {
        return DatabaseFailures.translated(writer.write(sql -> Counters.increment(sql, Counters.RUNS)));
    }

    @Override
    public <T> CompletionStage<T> write(Change<T> change, Consumer<T> committed) {
        var tracked = new TrackedChange<T>(change, committed, listener);
        return DatabaseFailures.translated(writer.write(
                sql -> tracked.makeIn(desired -> new SqlTransaction(sql, known, jobs, heads, desired)), tracked::tell));
    }

    @Override
    public <T> CompletionStage<T> read(Query<T> query) {
        return DatabaseFailures.translated(readers.read(sql -> query.runOn(new SqlReading(sql, known))));
    }

    /** Finishes what was asked for, then lets the file go. What is asked later fails. */
    @Override
    public void close() {
        writer.close();
        readers.close();
        file.close();
    }
}
