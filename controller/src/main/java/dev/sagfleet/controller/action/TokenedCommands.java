package dev.sagfleet.controller.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.action.Commands.Made;
import dev.sagfleet.controller.action.Commands.Order;
import dev.sagfleet.controller.inventory.ClientToken;
import dev.sagfleet.controller.inventory.PendingChange;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rpc.GatewayError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Commands that declare {@code ClientToken} and {@code DryRun}: a call that is repeated with its token has
 * the effect and the answer of the first, for 24 h; a dry run has no effect at all.
 */
final class TokenedCommands {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKEN_LENGTH_MAX = 64;

    private final Store store;
    private final Commands commands;

    TokenedCommands(Store store, Commands commands) {
        this.store = store;
        this.commands = commands;
    }

    /** The first call with a token, or one without, or a repeat. */
    private record Outcome(
            Response response, List<PendingChange> awaited, Optional<ClientToken> token, boolean isRepeat) {}

    CompletionStage<Response> run(Call call, String action, Order order) {
        Optional<ClientToken.Key> key = tokenOf(call).map(token -> new ClientToken.Key(call.account(), action, token));
        boolean dryRun = call.parameters().flag("DryRun", false);
        return commands.run(
                        transaction -> make(transaction, call, key, dryRun, order),
                        Outcome::awaited,
                        (transaction, outcome) -> undo(transaction, outcome, order))
                .thenCompose(this::markAnswered);
    }

    private static Outcome make(
            Transaction transaction, Call call, Optional<ClientToken.Key> key, boolean dryRun, Order order) {
        long nowMillis = call.now().toEpochMilli();
        long oldestMillis = nowMillis - ClientToken.RETENTION_MILLIS;
        if (key.isPresent() && !dryRun) {
            Optional<ClientToken> first = transaction.token(key.get(), oldestMillis);
            if (first.isPresent()) {
                return repeat(transaction, call, first.get());
            }
        }
        Made made = order.make(transaction);
        if (dryRun) {
            throw new RejectedException(Rejection.DRY_RUN, "all checks passed; nothing was changed");
        }
        Optional<ClientToken> token = key.map(same -> new ClientToken(
                same,
                call.parameters().digest(),
                call.requestId(),
                made.response().toString(),
                made.changes(),
                false,
                nowMillis));
        if (token.isPresent()) {
            transaction.removeTokensBefore(oldestMillis);
            transaction.save(token.get());
        }
        return new Outcome(call.respond(made.response()), made.changes(), token, false);
    }

    /** The first answer again; if there is none yet, once the same revisions are answered. */
    private static Outcome repeat(Transaction transaction, Call call, ClientToken first) {
        if (!first.digest().equals(call.parameters().digest())) {
            throw new RejectedException(
                    Rejection.IDEMPOTENT_PARAMETER_MISMATCH,
                    "ClientToken " + first.key().token() + " came with other parameters in " + first.requestId());
        }
        List<PendingChange> awaited = first.answered()
                ? List.of()
                : first.changes().stream()
                        .filter(change -> isUnanswered(transaction, change))
                        .toList();
        return new Outcome(new Response(first.requestId(), parse(first.response())), awaited, Optional.of(first), true);
    }

    private static boolean isUnanswered(Transaction transaction, PendingChange change) {
        return transaction
                .aspect(change.serial(), change.aspect())
                .filter(aspect -> change.revision().isAfter(aspect.reported()))
                .isPresent();
    }

    /** Only the call that made the change takes it back, and its token with it. */
    private static void undo(Transaction transaction, Outcome outcome, Order order) {
        if (!outcome.isRepeat()) {
            order.undo(transaction, new Made(outcome.response().fields(), outcome.awaited()));
            outcome.token().ifPresent(token -> transaction.remove(token.key()));
        }
    }

    private CompletionStage<Response> markAnswered(Outcome outcome) {
        if (outcome.token().isEmpty() || outcome.token().get().answered()) {
            return CompletableFuture.completedFuture(outcome.response());
        }
        ClientToken token = outcome.token().get();
        return store.write(transaction -> {
            transaction
                    .token(token.key(), token.createdMillis())
                    .ifPresent(kept -> transaction.save(kept.asAnswered()));
            return outcome.response();
        });
    }

    private static Optional<String> tokenOf(Call call) {
        Optional<String> token = call.parameters().optional("ClientToken");
        if (token.isPresent()
                && (token.get().length() > TOKEN_LENGTH_MAX
                        || !StandardCharsets.US_ASCII.newEncoder().canEncode(token.get()))) {
            throw GatewayError.invalid("ClientToken")
                    .withDetail("required at most " + TOKEN_LENGTH_MAX + " ASCII characters");
        }
        return token;
    }

    private static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a response that was stored is not JSON", e);
        }
    }
}
