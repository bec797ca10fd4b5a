package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

/**
 * That a rollout ordered an upgrade: what the device says of it is said to the rollout.
 *
 * @param rollout its id
 * @param attempt which of the attempts of its member this is, as the rollout counts them, from 1
 */
public record RolloutOrder(String rollout, int attempt) {
    public RolloutOrder {
        requireNonNull(rollout, "rollout");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt: " + attempt + " (expected: >= 1)");
        }
    }
}
