package dev.sagfleet.controller.campaign;

import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.controller.rollout.RolloutEvent;
import dev.sagfleet.controller.rollout.RolloutRequest;
import java.util.Optional;

/** What rollouts are called: no two that have not ended are called the same because somebody wanted it so. */
public final class RolloutNames {
    /** Requires that a new rollout may be called so. */
    static void requireFree(Reading reading, String name) {
        requireFree(reading, name, Optional.empty());
    }

    /**
     * Requires that a rollout may be called so, if it is called otherwise.
     *
     * @throws RejectedException if another one of that name has not ended
     */
    public static void requireRename(Reading reading, Rollout rollout, String name) {
        if (!rollout.policy().name().equals(name)) {
            requireFree(reading, name, Optional.of(rollout.origin().id()));
        }
    }

    /** Requires that the name that a rollout has by what a person wants is its alone: of one that begins again as well. */
    static void requireFor(Reading reading, Rollout rollout, RolloutEvent wish) {
        if (wish instanceof RolloutRequest.Edit edit) {
            requireRename(reading, rollout, edit.policy().name());
        } else if (wish instanceof RolloutRequest.Retry && rollout.state().isOver()) {
            requireFree(
                    reading,
                    rollout.policy().name(),
                    Optional.of(rollout.origin().id()));
        }
    }

    private static void requireFree(Reading reading, String name, Optional<String> own) {
        reading.rollouts()
                .findByName(name)
                .filter(other -> !other.state().isOver()
                        && !Optional.of(other.origin().id()).equals(own))
                .ifPresent(other -> {
                    throw new RejectedException(
                            Rejection.ROLLOUT_EXISTS,
                            "rollout " + name + ": found " + other.origin().id() + " in state " + other.state()
                                    + ", required none that has not ended");
                });
    }

    private RolloutNames() {}
}
