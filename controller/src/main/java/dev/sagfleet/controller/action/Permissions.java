package dev.sagfleet.controller.action;

import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.access.Circumstances;
import dev.sagfleet.controller.access.Decision;
import dev.sagfleet.controller.access.KeyHolder;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.controller.rpc.RpcRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the owner of a key may make a call: between the parameters that must be there, which the resources are made
 * of, and all else.
 */
final class Permissions {
    /** What the API is called in policies. */
    private static final String PREFIX = "smartag:";

    private final Access access;

    Permissions(Access access) {
        this.access = access;
    }

    /**
     * Lets a call through.
     *
     * @return what decided; nothing for the root key, which may do everything
     * @throws dev.sagfleet.controller.rpc.ApiException if a parameter is missing, or the caller may not
     */
    Optional<Decision> require(Declaration declaration, RpcRequest request, Instant now) {
        String keyId = request.accessKeyId();
        if (access.isRoot(keyId)) {
            return Optional.empty();
        }
        // Between the check of its signature and here, the key may have been removed.
        KeyHolder holder = access.holder(keyId)
                .orElseThrow(() -> GatewayError.UNKNOWN_ACCESS_KEY.exception(
                        "found access key " + keyId + ", which has just been removed, required one of a user"));
        Parameters parameters = request.parameters();
        requireAll(declaration, parameters);
        List<String> resources = declaration.right().names(access.account().id(), parameters);
        // The API port speaks HTTP without TLS.
        var call = new Circumstances(now, request.source(), false);
        Decision decision = holder.decide(PREFIX + declaration.action(), resources, call);
        if (!decision.isAllowed()) {
            throw declaration.right().refusal(holder.words() + ": " + decision.words());
        }
        return Optional.of(decision);
    }

    /** Those in lists are not always needed in full, so the action itself looks at them. */
    private static void requireAll(Declaration declaration, Parameters parameters) {
        for (Parameter parameter : declaration.parameters()) {
            if (parameter.isRequired() && parameter.name().indexOf('.') < 0) {
                parameters.required(parameter.name());
            }
        }
    }
}
