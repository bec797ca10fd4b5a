package dev.sagfleet.controller.sql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A change that waits for its group, and the stage that its caller holds. */
final class PendingWrite<T> {
    private final GroupCommit.Change<T> change;
    private final Consumer<? super T> committed;
    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private boolean isUndone;

    PendingWrite(GroupCommit.Change<T> change, Consumer<? super T> committed) {
        this.change = change;
        this.committed = committed;
    }

    CompletionStage<T> stage() {
        return stage;
    }

    /**
     * Makes the change with nothing to go back to.
     *
     * @return what to run once the group is durable
     * @throws HalfMadeException if it throws with something made, so that the whole group must be undone; or
     *     because the database fails, which may have undone the group already, even where it only read
     */
    Runnable makeIn(Sql sql) {
        long before = sql.updates();
        try {
            T outcome = change.makeIn(sql);
            return () -> acknowledge(outcome);
        } catch (RuntimeException | Error e) {
            if (sql.updates() == before && !(e instanceof StoreException)) {
                return () -> fail(e);
            }
            throw new HalfMadeException(e);
        }
    }

    /**
     * Makes the change, or leaves no trace of it if it throws.
     *
     * @return what to run once the group is durable
     * @throws StoreException if the database has given up the whole group, as it does for lack of space
     */
    Runnable makeAloneIn(Sql sql) {
        sql.update("SAVEPOINT one_change");
        T outcome;
        try {
            outcome = change.makeIn(sql);
        } catch (RuntimeException | Error e) {
            isUndone = true;
            undo(sql, e);
            return () -> fail(e);
        }
        sql.update("RELEASE one_change");
        return () -> acknowledge(outcome);
    }

    /** Whether it was made alone and taken back. */
    boolean isUndone() {
        return isUndone;
    }

    void fail(Throwable cause) {
        stage.completeExceptionally(cause);
    }

    private void acknowledge(T outcome) {
        Quietly.run("committed change", () -> committed.accept(outcome));
        stage.complete(outcome);
    }

    private static void undo(Sql sql, Throwable cause) {
        try {
            sql.update("ROLLBACK TO one_change");
            sql.update("RELEASE one_change");
        } catch (StoreException e) {
            cause.addSuppressed(e);
            throw new StoreException(StoreException.Reason.FAILED, String.valueOf(cause.getMessage()), cause);
        }
    }

    /** A change that threw when something was made already, or in a group that may be gone. */
    static final class HalfMadeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private HalfMadeException(Throwable cause) {
            super(cause);
        }
    }
}
