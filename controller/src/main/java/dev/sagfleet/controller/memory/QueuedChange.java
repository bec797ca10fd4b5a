package dev.sagfleet.controller.memory;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A change that waits for its group, and the stage that its caller holds. */
final class QueuedChange<T> {
    private final Supplier<T> change;
    private final Consumer<T> tell;
    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private @Nullable Runnable acknowledgement;

    /** @param tell is told the outcome before the stage completes; does not throw */
    QueuedChange(Supplier<T> change, Consumer<T> tell) {
        this.change = change;
        this.tell = tell;
    }

    CompletionStage<T> stage() {
        return stage;
    }

    /** Makes the change, or leaves all as it was if it throws. */
    void make(UndoLog undo) {
        try {
            T outcome = change.get();
            undo.keep();
            acknowledgement = () -> {
                tell.accept(outcome);
                stage.complete(outcome);
            };
        } catch (RuntimeException | Error e) { // whatever it is, nobody may wait for ever
            undo.undo();
            fail(e);
        }
    }

    /** Does not make it. */
    void fail(Throwable cause) {
        acknowledgement = () -> stage.completeExceptionally(cause);
    }

    /** Tells what came of it. */
    void acknowledge() {
        requireNonNull(acknowledgement, "acknowledgement").run();
    }
}
