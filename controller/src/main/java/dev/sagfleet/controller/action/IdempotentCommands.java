package dev.sagfleet.controller.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.action.Commands.Completed;
import dev.sagfleet.controller.inventory.ClientToken;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Outcome;
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
 *
 * <p>Whether the first call was answered is told by what its devices have reported since; a mark of its own is kept
 * only where the call was answered without them.
 */
public final class IdempotentCommands {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKEN_LENGTH_MAX = 64;

    private final Store store;
    private final Commands commands;
    private final Map<ClientToken.Key, Underway> underway = new ConcurrentHashMap<>();

    public IdempotentCommands(Store store, Commands commands) {
        this.store = store;
        this.commands = commands;
    }

    /**
     * What a call came to in its transaction.
     *
     * @param refused what a device had refused already when a call took over from one that a crash cut off
     */
    private record Attempt(Response response, Optional<PendingAnswers.Refused> refused) {
        private static Attempt of(Response response) {
            return new Attempt(response, Optional.empty());
        }
    }

    /** A call with a token that has not been answered yet. */
    private record Underway(String digest, CompletableFuture<Response> answer) {}

    /** How many calls with a token have not been answered yet. */
    public int underwayCount() {
        return underway.size();
    }

    /** Makes a change, of which the outcome is the response, unless the call repeats one or is a dry run. */
    public CompletionStage<Response> run(Call call, String action, Store.Change<Outcome<ObjectNode>> change) {
        Optional<ClientToken.Key> key = tokenOf(call).map(token -> new ClientToken.Key(call.account(), action, token));
        if (call.parameters().flag("DryRun", false)) {
            return store.write(transaction -> tryOut(transaction, change));
        }
        return key.isEmpty()
                ? commands.run(call.requestId(), change).thenApply(call::respond)
                : runOrJoin(call, key.get(), change);
    }

    private static Response tryOut(Transaction transaction, Store.Change<Outcome<ObjectNode>> change) {
        change.makeIn(transaction);
        throw new RejectedException(Rejection.DRY_RUN, "all checks passed; nothing was changed");
    }

    /** A repeat that comes while the first call is still waiting has the answer of the first, whatever it is. */
    private CompletionStage<Response> runOrJoin(
            Call call, ClientToken.Key key, Store.Change<Outcome<ObjectNode>> change) {
        var mine = new Underway(call.parameters().digest(), new CompletableFuture<>());
        Underway first = underway.putIfAbsent(key, mine);
        if (first != null) {
            return first.digest().equals(mine.digest())
                    ? first.answer().copy()
                    : CompletableFuture.failedFuture(mismatch(key, "a call that is still waiting"));
        }
        commands.run(
                        call.requestId(),
                        transaction -> attempt(transaction, call, key, change),
                        transaction -> transaction.tokens().remove(key))
                .thenCompose(completed -> answer(key, completed))
                .whenComplete((response, failure) -> {
                    underway.remove(key, mine);
                    if (failure == null) {
                        mine.answer().complete(response);
                    } else {
                        mine.answer().completeExceptionally(failure);
                    }
                });
        return mine.answer();
    }

    private static Outcome<Attempt> attempt(
            Transaction transaction, Call call, ClientToken.Key key, Store.Change<Outcome<ObjectNode>> change) {
        long nowMillis = call.now().toEpochMilli();
        long oldestMillis = nowMillis - ClientToken.RETENTION_MILLIS;
        Optional<ClientToken> first = transaction.tokens().find(key, oldestMillis);
        if (first.isPresent()) {
            return repeat(transaction, call, first.get());
        }
        Outcome<ObjectNode> made = change.makeIn(transaction);
        transaction.tokens().removeBefore(oldestMillis);
        transaction
                .tokens()
                .save(new ClientToken(
                        key,
                        call.parameters().digest(),
                        call.requestId(),
                        made.value().toString(),
                        made.pending(),
                        made.restorations(),
                        false,
                        nowMillis));
        return made.map(fields -> Attempt.of(call.respond(fields)));
    }

    /** The first answer again; if a crash cut the first call off, what would have become of it. */
    private static Outcome<Attempt> repeat(Transaction transaction, Call call, ClientToken first) {
        if (!first.digest().equals(call.parameters().digest())) {
            throw mismatch(first.key(), first.requestId());
        }
        var response = new Response(first.requestId(), parse(first.response()));
        if (first.answered()) {
            return Outcome.withoutDevices(Attempt.of(response));
        }
        List<PendingChange> waitedFor =
                first.changes().stream().filter(PendingChange::online).toList();
        Optional<PendingAnswers.Refused> refused = waitedFor.stream()
                .flatMap(change -> refusalOf(transaction, change).stream())
                .findFirst();
        if (refused.isPresent()) {
            new Outcome<>(response, first.changes(), first.restorations()).takeBack(transaction, call.requestId());
            transaction.tokens().remove(first.key());
            return Outcome.withoutDevices(new Attempt(response, refused));
        }
        List<PendingChange> unanswered = waitedFor.stream()
                .filter(change -> isUnanswered(transaction, change))
                .toList();
        return unanswered.isEmpty()
                ? Outcome.withoutDevices(Attempt.of(response))
                : new Outcome<>(Attempt.of(response), unanswered, first.restorations());
    }

    private static Optional<PendingAnswers.Refused> refusalOf(Transaction transaction, PendingChange change) {
        return aspectOf(transaction, change)
                .flatMap(aspect -> aspect.refusalOf(change.revision()))
                .map(refusal -> new PendingAnswers.Refused(change.serial(), refusal));
    }

    /** What a later change has overtaken is not answered any more. */
    private static boolean isUnanswered(Transaction transaction, PendingChange change) {
        return aspectOf(transaction, change)
                .filter(aspect ->
                        aspect.isPending() && aspect.desired().revision().equals(change.revision()))
                .isPresent();
    }

    private static Optional<DeviceAspect> aspectOf(Transaction transaction, PendingChange change) {
        return transaction.aspects().find(change.serial(), change.aspect());
    }

    private CompletionStage<Response> answer(ClientToken.Key key, Completed<Attempt> completed) {
        Attempt attempt = completed.value();
        if (attempt.refused().isPresent()) {
            return CompletableFuture.failedFuture(
                    Rejections.toRejection(attempt.refused().get()));
        }
        if (completed.areAnswered()) {
            return CompletableFuture.completedFuture(attempt.response());
        }
        return store.write(transaction -> {
            transaction.tokens().find(key, 0).ifPresent(token -> transaction
                    .tokens()
                    .save(token.asAnswered()));
            return attempt.response();
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
                    .withDetail("found " + token.get().length() + " characters in " + token.get()
                            + ", required at most " + TOKEN_LENGTH_MAX + " of ASCII");
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
