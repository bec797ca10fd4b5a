package dev.sagfleet.controller.action;

import dev.sagfleet.controller.inventory.Outcome;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Makes a change that devices must follow: commits it, waits for their answers, and takes it back if one
 * of them refuses meanwhile.
 *
 * <p>Past the bound the call succeeds: the change is committed, and the devices will be brought to it.
 */
public final class Commands {
    /** How long a call waits for devices that are online, unless told otherwise. */
    public static final Duration WAIT_DEFAULT = Duration.ofSeconds(2);

    private final Store store;
    private final PendingAnswers pending;
    private final Duration wait;

    public Commands(Store store, PendingAnswers pending, Duration wait) {
        this.store = store;
        this.pending = pending;
        this.wait = wait;
    }

    /**
     * A change that stands.
     *
     * @param areAnswered whether all devices that were online have answered within the bound
     */
    record Completed<T>(T value, boolean areAnswered) {}

    /**
     * Makes a change.
     *
     * @param commandId names the change, and the way back if a device refuses, in messages and records
     * @return what the change came to; it fails with a
     *     {@link dev.sagfleet.controller.inventory.RejectedException} if the rules or a device say no
     */
    public <T> CompletionStage<T> run(String commandId, Store.Change<Outcome<T>> change) {
        return run(commandId, change, transaction -> {}).thenApply(Completed::value);
    }

    /** Likewise; {@code takingBack} is done in the transaction that takes the change back. */
    <T> CompletionStage<Completed<T>> run(
            String commandId, Store.Change<Outcome<T>> change, Consumer<Transaction> takingBack) {
        var answers = new CompletableFuture<PendingAnswers.Completion>();
        return store.write(change, made -> {
                    made.after().run();
                    pending.expect(made.pending(), wait).thenAccept(answers::complete);
                })
                .thenCompose(made -> answers.thenCompose(answered -> answered.refused()
                                .isPresent()
                        ? takeBack(commandId, made, answered.refused().get(), takingBack)
                        : CompletableFuture.completedFuture(new Completed<>(made.value(), answered.areComplete()))));
    }

    /** How many aspects of devices calls wait for. */
    public int waitingCount() {
        return pending.waitingCount();
    }

    private <T> CompletionStage<Completed<T>> takeBack(
            String commandId, Outcome<T> made, PendingAnswers.Refused refused, Consumer<Transaction> takingBack) {
        return store.write(transaction -> {
                    made.takeBack(transaction, commandId);
                    takingBack.accept(transaction);
                    return made;
                })
                .thenCompose(undone -> CompletableFuture.failedFuture(Rejections.toRejection(refused)));
    }
}
