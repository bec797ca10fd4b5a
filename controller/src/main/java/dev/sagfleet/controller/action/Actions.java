package dev.sagfleet.controller.action;

import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.access.Decision;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.RpcRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All actions, by name. */
public final class Actions {
    private final Map<String, Action> byName = new TreeMap<>();

    private final Permissions permissions;

    /**
     * The actions, for those who may call them.
     *
     * @throws IllegalStateException if two have one name
     */
    public Actions(List<Action> actions, Access access) {
        permissions = new Permissions(access);
        for (Action action : actions) {
            if (byName.putIfAbsent(action.name(), action) != null) {
                throw new IllegalStateException("two actions have the name " + action.name());
            }
        }
    }

    /** The names of all of them. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /**
     * Carries out a request that has been let in.
     *
     * @return the response; it fails with an {@link dev.sagfleet.controller.rpc.ApiException} for what the
     *     caller is to be told, and with anything else for what is our own fault
     */
    public CompletionStage<Response> run(RpcRequest request, String requestId, Instant now) {
        Action action = byName.get(request.action());
        if (action == null) {
            return CompletableFuture.failedFuture(GatewayError.UNKNOWN_ACTION.exception(
                    "found action " + request.action() + ", required one of " + String.join(", ", byName.keySet())));
        }
        Call call = new Call(request.accessKeyId(), request.parameters(), requestId, now);
        return attempt(action, call, request)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(toApi(failure)));
    }

    /** Parameters that are wrong, and callers that may not, are found before anything is under way. */
    private CompletionStage<Response> attempt(Action action, Call call, RpcRequest request) {
        try {
            Optional<Decision> decision = permissions.require(action.declaration(), request, call.now());
            CompletionStage<Response> response = action.run(call);
            return decision.isEmpty()
                    ? response
                    : response.thenApply(it -> it.withDetail(decision.get().words()));
        } catch (ApiException wrong) {
            return CompletableFuture.failedFuture(wrong);
        }
    }

    private static Throwable toApi(Throwable failure) {
        Throwable cause = Store.causeOf(failure);
        return cause instanceof RejectedException rejected ? Rejections.toApi(rejected) : cause;
    }
}
