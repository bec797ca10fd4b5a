package dev.sagfleet.controller.control;

import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.access.Account;
import dev.sagfleet.controller.access.AccountException;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * Changes of the account, one after the other.
 *
 * @param worker makes them, since each is written to a disk before it is answered
 */
public record AccountChanges(Access access, Events events, Executor worker) {
    /**
     * Makes a change.
     *
     * @param change may throw a {@link ControlException}; the account is then as before
     * @param subject what has changed, for whoever follows the events
     * @param news what it is now
     * @return the account after it, once that is kept; it fails with a ControlException
     */
    CompletionStage<Account> make(UnaryOperator<Account> change, String subject, String news) {
        return CompletableFuture.supplyAsync(() -> made(change), worker).thenApply(account -> {
            publish(subject, news);
            return account;
        });
    }

    /** Tells that something has changed. */
    void publish(String subject, String news) {
        events.publish(ControllerEvent.Changed.of(EventKind.ACCESS, subject, news));
    }

    private Account made(UnaryOperator<Account> change) {
        try {
            return access.change(change);
        } catch (AccountException e) {
            throw ControlException.conflict(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw ControlException.unavailable("users: not kept: " + e.getMessage() + " (expected: a file to write)");
        }
    }
}
