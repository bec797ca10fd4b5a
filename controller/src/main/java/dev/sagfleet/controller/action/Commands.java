package dev.sagfleet.controller.action;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.inventory.PendingChange;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
    private final PendingAnswers answers;
    private final Duration wait;

    public Commands(Store store, PendingAnswers answers, Duration wait) {
        this.store = store;
        this.answers = answers;
        this.wait = wait;
    }

    /** A change and how to take it back. */
    public interface Order {
        /** Checks the rules and makes the change. */
        Made make(Transaction transaction);

        /** Takes back what {@link #make} made, as far as nothing later has overtaken it. */
        void undo(Transaction transaction, Made made);
    }

    /**
     * A change that was made.
     *
     * @param response to answer with if no device refuses
     * @param restoring what the order needs to know to undo this, in its own words; empty if nothing
     */
    public record Made(ObjectNode response, List<PendingChange> changes, String restoring) {
        public Made {
            requireNonNull(restoring, "restoring");
            changes = List.copyOf(changes);
        }

        Made(ObjectNode response, List<PendingChange> changes) {
            this(response, changes, "");
        }
    }

    /**
     * Makes a change, of which {@code changes} says what devices were told.
     *
     * @return what the change returned; it fails with a
     *     {@link dev.sagfleet.controller.inventory.RejectedException} if the rules or a device say no
     */
    public <T> CompletionStage<T> run(Store.Change<T> change, Changes<T> changes, Undo<T> undo) {
        var answer = new CompletableFuture<Optional<PendingAnswers.Refused>>();
        return store.write(
                        change, made -> answers.expect(changes.of(made), wait).thenAccept(answer::complete))
                .thenCompose(made -> answer.thenCompose(refused -> refused.isEmpty()
                        ? CompletableFuture.completedFuture(made)
                        : takeBack(undo, made, refused.get())));
    }

    private <T> CompletionStage<T> takeBack(Undo<T> undo, T made, PendingAnswers.Refused refused) {
        return store.write(transaction -> {
                    undo.undo(transaction, made);
                    return made;
                })
                .thenCompose(undone -> CompletableFuture.failedFuture(Rejections.toRejection(refused)));
    }

    /** What devices were told by a change. */
    public interface Changes<T> {
        List<PendingChange> of(T made);
    }

    /** Takes a change back. */
    public interface Undo<T> {
        void undo(Transaction transaction, T made);
    }
}
