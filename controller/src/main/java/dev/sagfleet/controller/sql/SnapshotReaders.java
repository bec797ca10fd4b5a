package dev.sagfleet.controller.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that read a SQLite file beside its writer, one connection each, every query as of one moment.
 * Thread-safe. Stages complete on the thread that read, under the same rule as those of
 * {@link GroupCommit}.
 */
public final class SnapshotReaders implements AutoCloseable {
    /** How many queries may wait before further ones are turned away. */
    static final int QUEUE_MAX = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotReaders.class);

    private final String name;
    private final WorkQueue<Job> queue;
    private final List<Thread> threads = new ArrayList<>();

    private interface Job {
        void runOn(Sql sql);
    }

    private SnapshotReaders(String name) {
        this.name = name;
        queue = new WorkQueue<>(name, QUEUE_MAX);
    }

    /** Starts a thread for each connection; it owns the connection and closes it. */
    public static SnapshotReaders start(String name, List<Sql> connections) {
        var readers = new SnapshotReaders(name);
        for (Sql sql : connections) {
            Thread thread = new Thread(() -> readers.run(sql), name + " " + readers.threads.size());
            thread.setDaemon(true);
            readers.threads.add(thread);
        }
        readers.threads.forEach(Thread::start);
        return readers;
    }

    public <T> CompletionStage<T> read(Function<Sql, T> query) {
        var stage = new CompletableFuture<T>();
        try {
            queue.add(sql -> answer(query, sql, stage));
        } catch (DatabaseException e) {
            stage.completeExceptionally(e);
        }
        return stage;
    }

    /** Answers what is waiting, then closes the connections. */
    @Override
    public void close() {
        queue.close();
        threads.forEach(Uninterruptibles::join);
    }

    private void run(Sql sql) {
        try (sql) {
            List<Job> jobs = queue.take(1);
            while (!jobs.isEmpty()) {
                for (Job job : jobs) {
                    Callbacks.run(name, () -> job.runOn(sql));
                }
                jobs = queue.take(1);
            }
        } catch (DatabaseException e) {
            LOG.error("{}: not closed cleanly", name, e);
        }
    }

    private static <T> void answer(Function<Sql, T> query, Sql sql, CompletableFuture<T> stage) {
        T found;
        try {
            found = inSnapshot(query, sql);
        } catch (RuntimeException | Error e) {
            stage.completeExceptionally(e);
            return;
        }
        stage.complete(found);
    }

    private static <T> T inSnapshot(Function<Sql, T> query, Sql sql) {
        sql.update("BEGIN");
        try {
            return query.apply(sql);
        } finally {
            sql.update("ROLLBACK");
        }
    }
}
