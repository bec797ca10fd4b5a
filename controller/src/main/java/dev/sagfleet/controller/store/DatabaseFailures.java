package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.sql.DatabaseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Failures of the database as those of a store. */
final class DatabaseFailures {
    /** The same stage, which completes where and when the other one does. */
    static <T> CompletionStage<T> translated(CompletionStage<T> stage) {
        var translated = new CompletableFuture<T>();
        stage.whenComplete((outcome, failure) -> {
            if (failure == null) {
                translated.complete(outcome);
            } else {
                translated.completeExceptionally(translated(Store.causeOf(failure)));
            }
        });
        return translated;
    }

    private static Throwable translated(Throwable failure) {
        return failure instanceof DatabaseException database
                ? new StoreException(reason(database.reason()), String.valueOf(database.getMessage()), database)
                : failure;
    }

    private static StoreException.Reason reason(DatabaseException.Reason reason) {
        return switch (reason) {
            case QUEUE_FULL -> StoreException.Reason.OVERLOADED;
            case CLOSED -> StoreException.Reason.CLOSED;
            case OUT_OF_SPACE -> StoreException.Reason.OUT_OF_SPACE;
            case UNUSABLE_FILE, IN_USE, NEWER_VERSION, FAILED -> StoreException.Reason.FAILED;
        };
    }

    private DatabaseFailures() {}
}
