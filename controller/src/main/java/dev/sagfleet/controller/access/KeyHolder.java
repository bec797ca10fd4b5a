package dev.sagfleet.controller.access;

import java.util.List;
import java.util.Optional;

/**
 * Whom an access key lets in.
 *
 * @param user by name
 * @param policies of the user
 * @param temporary what is beside the key, if it is for a while only
 */
public record KeyHolder(String user, UserKey key, List<Policy> policies, Optional<TemporaryKey> temporary) {
    public KeyHolder {
        policies = List.copyOf(policies);
    }

    /** The holder of a key that lasts. */
    KeyHolder(String user, UserKey key, List<Policy> policies) {
        this(user, key, policies, Optional.empty());
    }

    /** Whether the user may make a call with this key; see {@link Evaluation}. */
    public Decision decide(String action, List<String> resources, Circumstances call) {
        Optional<Policy> narrowing = temporary.flatMap(TemporaryKey::narrowing);
        if (narrowing.isPresent()) {
            Decision first = Evaluation.decide(List.of(narrowing.get()), action, resources, call);
            if (!first.isAllowed()) {
                return first;
            }
        }
        return Evaluation.decide(policies, action, resources, call);
    }

    /** Who it is, for a person. */
    public String words() {
        return "user " + user
                + temporary
                        .map(key -> key.narrowing().isPresent()
                                ? " with a temporary key and a policy of its own"
                                : " with a temporary key")
                        .orElse("");
    }
}
