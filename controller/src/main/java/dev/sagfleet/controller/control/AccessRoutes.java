package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.access.Account;
import dev.sagfleet.controller.access.Policy;
import dev.sagfleet.controller.access.User;
import dev.sagfleet.controller.accessfile.DeclaredAccount.KeyDrawing;
import dev.sagfleet.controller.accessfile.PolicyText;
import dev.sagfleet.controller.accessfile.UsersFile;
import dev.sagfleet.controller.document.DocumentException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Users and policies: who there is, and what each may do. */
public final class AccessRoutes {
    static final String ACCESS = ControlApi.PREFIX + "access";
    static final String ONE_USER = ACCESS + "/users/*";
    private static final String ONE_POLICY = ACCESS + "/policies/*";

    private final Access access;
    private final AccountChanges changes;
    private final KeyDrawing drawing;

    public AccessRoutes(Access access, AccountChanges changes, KeyDrawing drawing) {
        this.access = access;
        this.changes = changes;
        this.drawing = drawing;
    }

    public List<Route> all() {
        Stream<Route> own = Stream.of(
                new Route("GET", ACCESS, this::account),
                new Route("GET", ONE_USER, this::user),
                new Route("PUT", ONE_USER, this::putUser),
                new Route("DELETE", ONE_USER, this::removeUser),
                new Route("GET", ONE_POLICY, this::policy),
                new Route("PUT", ONE_POLICY, Route.Body.BYTES, this::putPolicy),
                new Route("DELETE", ONE_POLICY, this::removePolicy));
        return Stream.of(
                        own,
                        new KeyRoutes(changes, drawing).all().stream(),
                        new TokenRoute(changes, drawing).all().stream())
                .flatMap(routes -> routes)
                .toList();
    }

    private CompletionStage<ObjectNode> account(ControlRequest request) {
        request.requireOnly();
        return CompletableFuture.completedFuture(AccountView.of(access.account()));
    }

    private CompletionStage<ObjectNode> user(ControlRequest request) {
        request.requireOnly();
        return CompletableFuture.completedFuture(AccountView.of(requireUser(access.account(), name(request))));
    }

    /** What is not said of one that is there stays, and so do its keys. */
    private CompletionStage<ObjectNode> putUser(ControlRequest request) {
        request.requireOnly("policies");
        String name = newName(request);
        Optional<List<String>> policies =
                request.body().has("policies") ? Optional.of(request.texts("policies")) : Optional.empty();
        return changes.make(
                        account -> {
                            User user = account.user(name).orElseGet(() -> new User(name, List.of(), List.of()));
                            return account.with(policies.map(user::withPolicies).orElse(user));
                        },
                        "user " + name,
                        policies.map(given -> "has the policies " + given).orElse("is there"))
                .thenApply(account -> AccountView.of(requireUser(account, name)));
    }

    private CompletionStage<ObjectNode> removeUser(ControlRequest request) {
        request.requireOnly();
        String name = name(request);
        return changes.make(
                        account -> {
                            requireUser(account, name);
                            return account.withoutUser(name);
                        },
                        "user " + name,
                        "removed")
                .thenApply(account -> named(name));
    }

    private CompletionStage<ObjectNode> policy(ControlRequest request) {
        request.requireOnly();
        return CompletableFuture.completedFuture(PolicyText.of(requirePolicy(access.account(), name(request))));
    }

    private CompletionStage<ObjectNode> putPolicy(ControlRequest request) {
        String name = newName(request);
        Policy policy = parsed("body", PolicyRequest.text(request.content()), name);
        return changes.make(account -> account.with(policy), "policy " + name, statements(policy))
                .thenApply(account -> PolicyText.of(policy));
    }

    private CompletionStage<ObjectNode> removePolicy(ControlRequest request) {
        request.requireOnly();
        String name = name(request);
        return changes.make(
                        account -> {
                            requirePolicy(account, name);
                            return account.withoutPolicy(name);
                        },
                        "policy " + name,
                        "removed")
                .thenApply(account -> named(name));
    }

    /**
     * The policy in a text.
     *
     * @param source what messages call it
     */
    static Policy parsed(String source, String text, String name) {
        try {
            return UsersFile.parsePolicy(source, text, name);
        } catch (DocumentException e) {
            throw PolicyRequest.refusal(e);
        }
    }

    private static String statements(Policy policy) {
        int count = policy.statements().size();
        return "has " + count + (count == 1 ? " statement" : " statements");
    }

    static User requireUser(Account account, String name) {
        return account.user(name)
                .orElseThrow(() -> ControlException.notFound("user: " + name + " (expected: a known one)"));
    }

    private static Policy requirePolicy(Account account, String name) {
        return account.policy(name)
                .orElseThrow(() -> ControlException.notFound("policy: " + name + " (expected: a known one)"));
    }

    static String name(ControlRequest request) {
        return request.variables().get(0);
    }

    private static String newName(ControlRequest request) {
        String name = name(request);
        if (!User.NAME.matcher(name).matches()) {
            throw ControlException.badRequest("name: " + name + " (expected: " + User.NAME_FORM + ')');
        }
        return name;
    }

    private static ObjectNode named(String name) {
        return JsonNodeFactory.instance.objectNode().put("name", name);
    }
}
