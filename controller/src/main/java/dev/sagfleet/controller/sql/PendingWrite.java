package dev.sagfleet.controller.sql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A change that waits for its group, and the stage that its caller holds. */
final class PendingWrite<T> {
    private final GroupCommit.Change<T> change;
    private final Consumer<? super T> committed;
    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private boolean isRolledBack;

    PendingWrite(GroupCommit.Change<T> change, Consumer<? super T> committed) {
        this.change = change;
        this.committed = committed;
    }

    CompletionStage<T> stage() {
        return stage;
    }

    /**
     * Makes the change without a savepoint.
     *
     * @return what to run once the group is durable
     * @throws RollbackRequiredException if it threw after it had written, so that the whole group must be rolled
     *     back; or because the database failed, which may have rolled it back already, even where the change
     *     only read
     */
    Runnable applyTo(Sql sql) {
        long before = sql.writeCount();
        try {
            T outcome = change.applyTo(sql);
            return () -> acknowledge(outcome);
        } catch (RuntimeException | Error e) {
            if (sql.writeCount() == before && !(e instanceof DatabaseException)) {
                return () -> fail(e);
            }
            throw new RollbackRequiredException(e);
        }
    }

    /**
     * Makes the change in a savepoint, and rolls back to it if the change throws.
     *
     * @param unwritten what the change leaves to be written, which is written within the savepoint
     * @return what to run once the group is durable
     * @throws DatabaseException if the database has rolled back the whole group, as it does for lack of space
     */
    Runnable applyInSavepoint(Sql sql, Unwritten unwritten) {
        sql.update("SAVEPOINT change");
        T outcome;
        try {
            outcome = change.applyTo(sql);
            unwritten.writeTo(sql);
        } catch (RuntimeException | Error e) {
            isRolledBack = true;
            unwritten.forget();
            rollBackTo(sql, e);
            return () -> fail(e);
        }
        sql.update("RELEASE change");
        return () -> acknowledge(outcome);
    }

    /** Whether it was rolled back to its savepoint. */
    boolean isRolledBack() {
        return isRolledBack;
    }

    void fail(Throwable cause) {
        stage.completeExceptionally(cause);
    }

    private void acknowledge(T outcome) {
        Callbacks.run("committed change", () -> committed.accept(outcome));
        stage.complete(outcome);
    }

    private static void rollBackTo(Sql sql, Throwable cause) {
        try {
            sql.update("ROLLBACK TO change");
            sql.update("RELEASE change");
        } catch (DatabaseException e) {
            cause.addSuppressed(e);
            throw new DatabaseException(DatabaseException.reasonOf(cause), String.valueOf(cause.getMessage()), cause);
        }
    }

    /** A change that threw after it had written, or in a group that may be rolled back already. */
    static final class RollbackRequiredException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private RollbackRequiredException(Throwable cause) {
            super(cause);
        }
    }
}
