package dev.sagfleet.controller.store;

import dev.sagfleet.controller.rollout.RolloutPolicy;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Policies that were lately read, by the digests of their texts, so that a report that changes the head of a rollout costs
 * neither reading nor writing its policy. Thread-safe.
 */
final class KnownPolicies {
    private static final int POLICIES_MAX = 16;

    private final Map<String, RolloutPolicy> policies = new LinkedHashMap<>(16, 0.75f, true);

    /** Of the very same objects, since a policy may name all devices of a fleet. */
    private final IdentityHashMap<RolloutPolicy, String> digests = new IdentityHashMap<>();

    synchronized Optional<RolloutPolicy> find(String digest) {
        return Optional.ofNullable(policies.get(digest));
    }

    /** The digest of the text of this very object, if it is one of those. */
    synchronized Optional<String> digestOf(RolloutPolicy policy) {
        return Optional.ofNullable(digests.get(policy));
    }

    synchronized void add(String digest, RolloutPolicy policy) {
        RolloutPolicy before = policies.put(digest, policy);
        if (before != null) {
            digests.remove(before);
        }
        digests.put(policy, digest);
        if (policies.size() > POLICIES_MAX) {
            var eldest = policies.values().iterator();
            digests.remove(eldest.next());
            eldest.remove();
        }
    }
}
