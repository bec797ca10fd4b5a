package dev.sagfleet.simulator.simtest;

import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.Instance;
import java.util.Optional;

/**
 * What calls can change of an instance.
 *
 * @param amount Mbit/s, or users for an app instance
 */
record InstanceState(int amount, Optional<Acceleration> acceleration) {
    /** What no instance is. */
    static final InstanceState IMPOSSIBLE = new InstanceState(-1, Optional.empty());

    static InstanceState of(Instance instance) {
        return new InstanceState(
                instance.isApp() ? instance.userCount() : instance.megabits(), instance.acceleration());
    }

    InstanceState withAmount(int other) {
        return new InstanceState(other, acceleration);
    }

    InstanceState withAcceleration(Optional<Acceleration> other) {
        return new InstanceState(amount, other);
    }

    @Override
    public String toString() {
        return amount
                + acceleration
                        .map(kept -> ", accelerated at " + kept.megabits() + " under " + kept.planId())
                        .orElse("");
    }
}
