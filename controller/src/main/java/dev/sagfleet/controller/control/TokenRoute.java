package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.access.AccountException;
import dev.sagfleet.controller.access.Policy;
import dev.sagfleet.controller.access.TemporaryKey;
import dev.sagfleet.controller.accessfile.DeclaredAccount.KeyDrawing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives out temporary keys, as the security token service (STS) does. */
final class TokenRoute {
    private static final String PATH = AccessRoutes.ONE_USER + "/tokens";
    private static final int SECONDS_DEFAULT = 3_600;
    private static final int SECONDS_MAX = 43_200;

    private final AccountChanges changes;
    private final KeyDrawing drawing;

    TokenRoute(AccountChanges changes, KeyDrawing drawing) {
        this.changes = changes;
        this.drawing = drawing;
    }

    List<Route> all() {
        return List.of(new Route("POST", PATH, this::create));
    }

    private CompletionStage<ObjectNode> create(ControlRequest request) {
        request.requireOnly("seconds", "policy");
        String name = AccessRoutes.name(request);
        AccessRoutes.requireUser(changes.access().account(), name);
        Instant now = Instant.ofEpochMilli(request.nowMillis());
        Instant expiry =
                now.plusSeconds(request.number("seconds", 1, SECONDS_MAX).orElse(SECONDS_DEFAULT));
        var key = new TemporaryKey(drawing.temporaryKey(), drawing.token(), name, expiry, narrowing(request));
        try {
            changes.access().add(key, now);
        } catch (AccountException e) {
            throw ControlException.unavailable(String.valueOf(e.getMessage()));
        }
        changes.publish("user " + name, "has the temporary key " + key.key().id() + " until " + expiry);
        return CompletableFuture.completedFuture(JsonNodeFactory.instance
                .objectNode()
                .put("id", key.key().id())
                .put("secret", key.key().secret())
                .put("token", key.token())
                .put("expires", expiry.toString()));
    }

    private static Optional<Policy> narrowing(ControlRequest request) {
        JsonNode policy = request.body().path("policy");
        return policy.isMissingNode()
                ? Optional.empty()
                : Optional.of(AccessRoutes.parsed("policy", policy.toString(), TemporaryKey.NARROWING));
    }
}
