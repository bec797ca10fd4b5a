package dev.sagfleet.controller.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.action.Commands.Made;
import dev.sagfleet.controller.action.Commands.Order;
import dev.sagfleet.controller.inventory.ClientToken;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.PendingChange;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.rpc.GatewayError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Commands that declare {@code ClientToken} and {@code DryRun}: a call that is repeated with its token has
 * the effect and the answer of the first, for 24 h; a dry run has no effect at all.
 */
final class IdempotentCommands {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKEN_LENGTH_MAX = 64;

    private final Store store;
    private final Commands commands;
    private final Map<ClientToken.Key, Underway> underway = new ConcurrentHashMap<>();

    IdempotentCommands(Store store, Commands commands) {
        this.store = store;
        this.commands = commands;
    }

    /**
     * What a call came to in its transaction.
     *
     * @param made what devices were told, by this call or by the one that it repeats
     * @param token to be marked as answered once they have answered; absent if there is nothing to mark
     * @param refused what a device had refused already when a call took over from one that a crash cut off
     */
    private record Outcome(
            Response response, Made made, Optional<ClientToken> token, Optional<PendingAnswers.Refused> refused) {}

    /** A call with a token that has not been answered yet. */
    private record Underway(String digest, CompletableFuture<Response> answer) {}

    CompletionStage<Response> run(Call call, String action, Order order) {
        Optional<ClientToken.Key> key = tokenOf(call).map(token -> new ClientToken.Key(call.account(), action, token));
        if (call.parameters().flag("DryRun", false)) {
            return commands.run(
                    transaction -> tryOut(transaction, order), none -> List.of(), (transaction, none) -> {});
        }
        return key.isEmpty() ? runOnce(call, key, order) : runOrJoin(call, key.get(), order);
    }

    /** Likewise for a change that waits for no device, and that none takes back; it returns the response. */
    CompletionStage<Response> runQuietly(Call call, String action, Store.Change<ObjectNode> change) {
        return run(call, action, new Order() {
            @Override
            public Made make(Transaction transaction) {
                return new Made(change.makeIn(transaction), List.of());
            }

            @Override
            public void undo(Transaction transaction, Made made) {
                throw new IllegalStateException("no device was waited for");
            }
        });
    }

    /** A repeat that comes while the first call is still waiting has the answer of the first, whatever it is. */
    private CompletionStage<Response> runOrJoin(Call call, ClientToken.Key key, Order order) {
        var mine = new Underway(call.parameters().digest(), new CompletableFuture<>());
        Underway first = underway.putIfAbsent(key, mine);
        if (first != null) {
            return first.digest().equals(mine.digest())
                    ? first.answer().copy()
                    : CompletableFuture.failedFuture(mismatch(key, "a call that is still waiting"));
        }
        runOnce(call, Optional.of(key), order).whenComplete((response, failure) -> {
            underway.remove(key, mine);
            if (failure == null) {
                mine.answer().complete(response);
            } else {
                mine.answer().completeExceptionally(failure);
            }
        });
        return mine.answer();
    }

    private CompletionStage<Response> runOnce(Call call, Optional<ClientToken.Key> key, Order order) {
        return commands.run(
                        transaction -> make(transaction, call, key, order),
                        outcome -> outcome.made().changes(),
                        (transaction, outcome) -> undo(transaction, outcome.made(), outcome.token(), order))
                .thenCompose(this::markAnswered);
    }

    private static Response tryOut(Transaction transaction, Order order) {
        order.make(transaction);
        throw new RejectedException(Rejection.DRY_RUN, "all checks passed; nothing was changed");
    }

    private static Outcome make(Transaction transaction, Call call, Optional<ClientToken.Key> key, Order order) {
        long nowMillis = call.now().toEpochMilli();
        long oldestMillis = nowMillis - ClientToken.RETENTION_MILLIS;
        Optional<ClientToken> first = key.flatMap(same -> transaction.tokens().find(same, oldestMillis));
        if (first.isPresent()) {
            return repeat(transaction, call, first.get(), order);
        }
        Made made = order.make(transaction);
        Optional<ClientToken> token = key.map(same -> new ClientToken(
                same,
                call.parameters().digest(),
                call.requestId(),
                made.response().toString(),
                made.changes(),
                made.restoring(),
                false,
                nowMillis));
        if (token.isPresent()) {
            transaction.tokens().removeBefore(oldestMillis);
            transaction.tokens().save(token.get());
        }
        return new Outcome(call.respond(made.response()), made, token, Optional.empty());
    }

    /** The first answer again; if a crash cut the first call off, what would have become of it. */
    private static Outcome repeat(Transaction transaction, Call call, ClientToken first, Order order) {
        if (!first.digest().equals(call.parameters().digest())) {
            throw mismatch(first.key(), first.requestId());
        }
        var response = new Response(first.requestId(), parse(first.response()));
        if (first.answered()) {
            return new Outcome(response, new Made(response.fields(), List.of()), Optional.empty(), Optional.empty());
        }
        Optional<PendingAnswers.Refused> refused = first.changes().stream()
                .flatMap(change -> refusalOf(transaction, change).stream())
                .findFirst();
        if (refused.isPresent()) {
            undo(
                    transaction,
                    new Made(response.fields(), first.changes(), first.restoring()),
                    Optional.of(first),
                    order);
            return new Outcome(response, new Made(response.fields(), List.of()), Optional.empty(), refused);
        }
        List<PendingChange> unanswered = first.changes().stream()
                .filter(change -> isUnanswered(transaction, change))
                .toList();
        return new Outcome(
                response,
                new Made(response.fields(), unanswered, first.restoring()),
                Optional.of(first),
                Optional.empty());
    }

    private static Optional<PendingAnswers.Refused> refusalOf(Transaction transaction, PendingChange change) {
        return transaction
                .aspects()
                .find(change.serial(), change.aspect())
                .filter(aspect -> aspect.reported().equals(change.revision()))
                .flatMap(DeviceAspect::refusal)
                .map(refusal -> new PendingAnswers.Refused(change.serial(), refusal));
    }

    private static boolean isUnanswered(Transaction transaction, PendingChange change) {
        return transaction
                .aspects()
                .find(change.serial(), change.aspect())
                .filter(aspect -> change.revision().isAfter(aspect.reported()))
                .isPresent();
    }

    private static void undo(Transaction transaction, Made made, Optional<ClientToken> token, Order order) {
        // All that the first call made, also what was answered before a repeat took over.
        order.undo(
                transaction,
                token.map(kept -> new Made(made.response(), kept.changes(), kept.restoring()))
                        .orElse(made));
        token.ifPresent(kept -> transaction.tokens().remove(kept.key()));
    }

    private CompletionStage<Response> markAnswered(Outcome outcome) {
        if (outcome.refused().isPresent()) {
            return CompletableFuture.failedFuture(
                    Rejections.toRejection(outcome.refused().get()));
        }
        if (outcome.token().isEmpty()) {
            return CompletableFuture.completedFuture(outcome.response());
        }
        ClientToken token = outcome.token().get();
        return store.write(transaction -> {
            transaction.tokens().save(token.asAnswered());
            return outcome.response();
        });
    }

    private static RejectedException mismatch(ClientToken.Key key, String first) {
        return new RejectedException(
                Rejection.IDEMPOTENT_PARAMETER_MISMATCH,
                "ClientToken " + key.token() + " came with other parameters in " + first);
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
