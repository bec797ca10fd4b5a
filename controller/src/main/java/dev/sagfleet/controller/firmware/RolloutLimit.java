package dev.sagfleet.controller.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.util.Optional;

/**
 * What a rollout lets its downloads take together.
 *
 * @param rollout its id
 * @param cap no limit of its own if absent
 */
public record RolloutLimit(String rollout, Optional<Bandwidth> cap) {
    public RolloutLimit {
        requireNonNull(rollout, "rollout");
        requireNonNull(cap, "cap");
    }
}
