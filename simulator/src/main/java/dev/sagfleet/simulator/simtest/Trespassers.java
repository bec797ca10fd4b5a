package dev.sagfleet.simulator.simtest;

import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.access.Account;
import dev.sagfleet.controller.access.Policy;
import dev.sagfleet.controller.access.Statement;
import dev.sagfleet.controller.access.Statement.Effect;
import dev.sagfleet.controller.access.User;
import dev.sagfleet.controller.access.UserKey;
import dev.sagfleet.controller.access.Wildcard;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.action.Actions;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.RpcRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The users of a world: clients, who may do everything, and some who may only read and try each change just before the
 * client whose it is. Who tries in vain leaves no trace, so that the world is the same with and without them.
 *
 * @param story is told when one of them is let through
 */
record Trespassers(Story story) {
    /** What clients sign with. */
    static final String CLIENT = "client";

    /** No statement allows what it tries. */
    static final String STRANGER = "stranger";

    /** A statement denies what another one allows. */
    static final String GUARDED = "guarded";

    private static final List<Wildcard> READING = Stream.of("Describe", "List", "Get")
            .map(verb -> wildcard("smartag:" + verb + '*'))
            .toList();
    private static final List<Wildcard> ANY = List.of(wildcard("*"));

    private static final Account ACCOUNT = Account.ALONE
            .with(policy("everything", Effect.ALLOW, false, ANY))
            .with(policy("reading", Effect.ALLOW, false, READING))
            .with(policy("no-change", Effect.DENY, true, READING))
            .with(user(CLIENT, "everything"))
            .with(user(STRANGER, "reading"))
            .with(user(GUARDED, "everything", "no-change"));

    /** Makes a call for a client, after those have tried it who may not. */
    CompletionStage<Response> run(Actions actions, Access access, RpcRequest request, String requestId, Instant now) {
        settle(access);
        if (READING.stream().noneMatch(reading -> reading.matches("smartag:" + request.action()))) {
            for (String key : List.of(STRANGER, GUARDED)) {
                var attempt = new RpcRequest(request.action(), key, request.parameters(), request.format());
                requireRefused(key, attempt, actions.run(attempt, requestId + '-' + key, now));
            }
        }
        return actions.run(request, requestId, now);
    }

    /** A controller that has just started knows nobody. */
    private static void settle(Access access) {
        if (access.account().users().isEmpty()) {
            try {
                access.change(nobody -> ACCOUNT);
            } catch (IOException e) {
                throw new UncheckedIOException("an account that nobody keeps", e);
            }
        }
    }

    private void requireRefused(String key, RpcRequest attempt, CompletionStage<Response> answer) {
        String found = refusalOf(answer);
        if (!found.startsWith("Forbidden") && !found.startsWith("Missing")) {
            story.violated(
                    "nobody does what they may not",
                    key + " tried " + attempt.action() + " and got " + found + " (expected: Forbidden at once)");
        }
    }

    /** The code of the error that a call was answered with at once, or that there was none. */
    private static String refusalOf(CompletionStage<Response> answer) {
        return answer.handle(
                        (response, failure) -> failure != null && Store.causeOf(failure) instanceof ApiException error
                                ? error.code()
                                : "an answer")
                .toCompletableFuture()
                .getNow("no answer yet");
    }

    private static Wildcard wildcard(String pattern) {
        return new Wildcard(pattern);
    }

    private static Policy policy(String name, Effect effect, boolean isAllBut, List<Wildcard> actions) {
        return new Policy(name, List.of(new Statement(effect, isAllBut, actions, ANY, List.of())));
    }

    private static User user(String name, String... policies) {
        return new User(name, List.of(new UserKey(name, "secret-of-" + name, true)), List.of(policies));
    }
}
