package dev.sagfleet.controller.campaign;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What came of an event within a change.
 *
 * @param rollout as it stands now; absent if there is none
 * @param refused why what a person wanted was not done
 * @param after what is to be done once the change is committed, in order
 */
record Happened(Optional<Rollout> rollout, Optional<RejectedException> refused, List<Consumer<Aftermath>> after) {
    Happened {
        requireNonNull(rollout, "rollout");
        requireNonNull(refused, "refused");
        after = List.copyOf(after);
    }

    void tell(Aftermath aftermath) {
        after.forEach(one -> one.accept(aftermath));
    }
}
