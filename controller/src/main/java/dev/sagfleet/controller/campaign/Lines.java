package dev.sagfleet.controller.campaign;

import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Transition;

/** Tells what sends images how much the downloads of each rollout may take. Safe for many threads. Source: R17. */
record Lines(Egress egress) {
    /** A rollout has come into a state, and another policy may be in force since. */
    void changed(String rollout, RolloutPolicy policy, Transition last) {
        if (last.state().isUnderWay()) {
            egress.limit(rollout, policy.pace().egress(), last.atMillis());
        } else {
            egress.forget(rollout, last.atMillis());
        }
    }
}
