package dev.sagfleet.controller.sql;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a SQLite file: a thread that makes the changes it is given, in order, up to
 * {@link #GROUP_MAX} of them with one commit. Thread-safe.
 *
 * <p>Each change stands alone: one that throws is rolled back by itself and fails with what it threw, and the
 * others of its group are kept. If the group cannot be committed, all of it fails and none of it is kept;
 * the writer goes on with the next group.
 *
 * <p>Stages complete on the writer's thread, and what depends on them runs there too. It must be short, or
 * hand over to a thread of its own: while it runs, nothing is written. It may ask for another change, and
 * must not wait for one.
 */
public final class GroupCommit implements AutoCloseable {
    /** How many changes one commit makes durable at most. */
    public static final int GROUP_MAX = 1_000;

    /** How many changes may wait before further ones are turned away. */
    public static final int QUEUE_MAX = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final String name;
    private final Sql sql;
    private final WorkQueue<PendingWrite<?>> queue;
    private final BiConsumer<String, Throwable> failures;
    private final Unwritten unwritten;
    private final Thread thread;

    /** Whether a change of the group before was rolled back; the thread's own. */
    private boolean usesSavepoints;

    /**
     * A change of the file; it may run any number of statements, and has no effect but on the file: it is made
     * again, on the file as it was, if another one of its group has to be rolled back.
     */
    public interface Change<T> {
        T applyTo(Sql sql);
    }

    private GroupCommit(
            String name, Sql sql, int queueMax, BiConsumer<String, Throwable> failures, Unwritten unwritten) {
        this.name = name;
        this.sql = sql;
        this.failures = failures;
        this.unwritten = unwritten;
        queue = new WorkQueue<>(name, queueMax);
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * Starts a writer, which from now on owns the connection and closes it.
     *
     * @param name of its thread and in its errors
     */
    public static GroupCommit start(String name, Sql sql) {
        return start(name, sql, Unwritten.NOTHING);
    }

    /**
     * Starts a writer likewise.
     *
     * @param unwritten what its changes leave to be written with their group
     */
    public static GroupCommit start(String name, Sql sql, Unwritten unwritten) {
        return start(name, sql, QUEUE_MAX, LOG::error, unwritten);
    }

    /**
     * Starts a writer likewise.
     *
     * @param queueMax how many changes may wait; {@link Integer#MAX_VALUE} where their callers see to that
     * @param failures is told of each group that is not kept, as often as that happens
     */
    public static GroupCommit start(String name, Sql sql, int queueMax, BiConsumer<String, Throwable> failures) {
        return start(name, sql, queueMax, failures, Unwritten.NOTHING);
    }

    /** Starts a writer likewise. */
    public static GroupCommit start(
            String name, Sql sql, int queueMax, BiConsumer<String, Throwable> failures, Unwritten unwritten) {
        var writer = new GroupCommit(name, sql, queueMax, failures, unwritten);
        writer.thread.start();
        return writer;
    }

    public <T> CompletionStage<T> write(Change<T> change) {
        return write(change, outcome -> {});
    }

    /**
     * Makes a change, and once it is durable tells {@code committed} its outcome and then completes the
     * stage. What {@code committed} throws is logged and harms nothing else. The stage fails with a
     * {@link DatabaseException} at once if too many changes are waiting or the writer is closed.
     */
    public <T> CompletionStage<T> write(Change<T> change, Consumer<? super T> committed) {
        var pending = new PendingWrite<T>(change, committed);
        try {
            queue.add(pending);
        } catch (DatabaseException e) {
            return CompletableFuture.failedFuture(e);
        }
        return pending.stage();
    }

    /**
     * Makes what is waiting durable, moves it from the log into the file, and closes the connection. Must
     * not be called by what depends on a stage, since it waits for that.
     */
    @Override
    public void close() {
        queue.close();
        Uninterruptibles.join(thread);
    }

    private void run() {
        try (sql) {
            List<PendingWrite<?>> group = queue.take(GROUP_MAX);
            while (!group.isEmpty()) {
                commit(group);
                group = queue.take(GROUP_MAX);
            }
            sql.query("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.number("busy"));
        } catch (RuntimeException e) {
            LOG.error("{}: not closed cleanly; what was acknowledged is durable", name, e);
        }
    }

    private void commit(List<PendingWrite<?>> group) {
        List<Runnable> acknowledgements;
        try {
            acknowledgements = applyAndCommit(group);
        } catch (RuntimeException | Error e) { // whatever it is, nobody may wait for ever
            failAll(group, e);
            return;
        }
        acknowledgements.forEach(acknowledgement -> Callbacks.run(name, acknowledgement));
    }

    /**
     * Most changes that are refused are refused before they write anything. So a group is made without
     * savepoints, and once more with one for each change if that turns out to be needed; and as long as it is
     * needed, as by a client that tries changes out, groups are made that way in the first place.
     */
    private List<Runnable> applyAndCommit(List<PendingWrite<?>> group) {
        sql.update("BEGIN IMMEDIATE");
        List<Runnable> acknowledgements = usesSavepoints ? withSavepoints(group) : withoutSavepoints(group);
        sql.update("COMMIT");
        return acknowledgements;
    }

    private List<Runnable> withoutSavepoints(List<PendingWrite<?>> group) {
        try {
            List<Runnable> acknowledgements =
                    group.stream().map(pending -> pending.applyTo(sql)).toList();
            unwritten.writeTo(sql);
            return acknowledgements;
        } catch (RuntimeException | Error e) { // of a change, or of what it has left to be written
            LOG.debug("{}: a group is made again, with a savepoint for each change", name, e);
            rollBack();
            sql.update("BEGIN IMMEDIATE");
            return withSavepoints(group);
        }
    }

    private List<Runnable> withSavepoints(List<PendingWrite<?>> group) {
        List<Runnable> acknowledgements = group.stream()
                .map(pending -> pending.applyInSavepoint(sql, unwritten))
                .toList();
        usesSavepoints = group.stream().anyMatch(PendingWrite::isRolledBack);
        return acknowledgements;
    }

    private void failAll(List<PendingWrite<?>> group, Throwable cause) {
        Callbacks.run(name, () -> failures.accept(name + ": " + group.size() + " changes are not kept", cause));
        rollBack();
        var failure = new DatabaseException(
                DatabaseException.reasonOf(cause), name + ": the changes were not kept: " + cause.getMessage(), cause);
        group.forEach(pending -> Callbacks.run(name, () -> pending.fail(failure)));
    }

    private void rollBack() {
        unwritten.forget();
        try {
            sql.update("ROLLBACK");
        } catch (DatabaseException e) {
            LOG.debug("{}: already rolled back", name, e);
        }
    }
}
