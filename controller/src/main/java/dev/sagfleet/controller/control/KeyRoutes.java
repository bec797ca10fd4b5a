package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.access.Account;
import dev.sagfleet.controller.access.User;
import dev.sagfleet.controller.access.UserKey;
import dev.sagfleet.controller.accessfile.DeclaredAccount.KeyDrawing;
import dev.sagfleet.controller.accessfile.KeyText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** The access keys of users. A secret is told by the answer to the request that makes the key, and never again. */
final class KeyRoutes {
    private static final String KEYS = AccessRoutes.ONE_USER + "/keys";

    private final AccountChanges changes;
    private final KeyDrawing drawing;

    KeyRoutes(AccountChanges changes, KeyDrawing drawing) {
        this.changes = changes;
        this.drawing = drawing;
    }

    List<Route> all() {
        return List.of(
                new Route("POST", KEYS, this::create),
                new Route("PUT", KEYS + "/*", this::change),
                new Route("DELETE", KEYS + "/*", this::remove));
    }

    private CompletionStage<ObjectNode> create(ControlRequest request) {
        request.requireOnly("id", "secret");
        String name = AccessRoutes.name(request);
        UserKey drawn = drawing.key();
        var key = new UserKey(
                given(request, "id", KeyText.ID, KeyText.ID_FORM).orElse(drawn.id()),
                given(request, "secret", KeyText.SECRET, KeyText.SECRET_FORM).orElse(drawn.secret()),
                true);
        return changes.make(
                        account -> {
                            User user = AccessRoutes.requireUser(account, name);
                            if (account.holder(key.id()).isPresent()) {
                                throw ControlException.conflict("access key: " + key.id() + " (expected: a new one)");
                            }
                            return account.with(user.withKey(key));
                        },
                        "user " + name,
                        "has the new access key " + key.id())
                .thenApply(account -> AccountView.of(key).put("secret", key.secret()));
    }

    /** What is wrong with a secret is told without it. */
    private static Optional<String> given(ControlRequest request, String name, Pattern form, String expected) {
        Optional<String> text = request.optionalText(name);
        text.filter(it -> !form.matcher(it).matches()).ifPresent(wrong -> {
            throw ControlException.badRequest(name + ": not usable (expected: " + expected + ')');
        });
        return text;
    }

    private CompletionStage<ObjectNode> change(ControlRequest request) {
        request.requireOnly("active");
        boolean isActive = request.flag("active")
                .orElseThrow(() -> ControlException.badRequest("active: missing (expected: true or false)"));
        String name = AccessRoutes.name(request);
        String id = request.variables().get(1);
        return changes.make(
                        account -> account.with(AccessRoutes.requireUser(account, name)
                                .withKey(requireKey(account, name, id).withActive(isActive))),
                        "user " + name,
                        "has the access key " + id + (isActive ? " active" : " inactive"))
                .thenApply(account -> AccountView.of(requireKey(account, name, id)));
    }

    private CompletionStage<ObjectNode> remove(ControlRequest request) {
        request.requireOnly();
        String name = AccessRoutes.name(request);
        String id = request.variables().get(1);
        return changes.make(
                        account -> {
                            requireKey(account, name, id);
                            return account.with(
                                    AccessRoutes.requireUser(account, name).withoutKey(id));
                        },
                        "user " + name,
                        "has the access key " + id + " no more")
                .thenApply(account -> AccountView.of(AccessRoutes.requireUser(account, name)));
    }

    private static UserKey requireKey(Account account, String name, String id) {
        return AccessRoutes.requireUser(account, name)
                .key(id)
                .orElseThrow(() -> ControlException.notFound("access key: " + id + " (expected: one of " + name + ')'));
    }
}
