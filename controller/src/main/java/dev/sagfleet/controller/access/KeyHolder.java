package dev.sagfleet.controller.access;

import java.util.List;

/**
 * Whom an access key lets in.
 *
 * @param user by name
 * @param policies of the user
 */
public record KeyHolder(String user, UserKey key, List<Policy> policies) {
    public KeyHolder {
        policies = List.copyOf(policies);
    }

    /** Whether the user may make a call; see {@link Evaluation}. */
    public Decision decide(String action, List<String> resources, Circumstances call) {
        return Evaluation.decide(policies, action, resources, call);
    }
}
