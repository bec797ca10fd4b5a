package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

/**
 * That a rollout went into a state: a line of its audit log, which is never written again. Source: rollout rule R12.
 *
 * @param who the person; {@link #ENGINE} if it went by itself
 */
public record Transition(RolloutState state, long atMillis, String who, String why) {
    /** Who it is when nobody is. */
    public static final String ENGINE = "rollout";

    public Transition {
        requireNonNull(state, "state");
        requireNonNull(who, "who");
        requireNonNull(why, "why");
    }
}
