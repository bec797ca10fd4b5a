package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

/**
 * Something that is done to all members, a slice at each tick, so that it delays nobody. Source: rollout rule R19.
 *
 * @param next the place that is looked at next
 * @param wave into which they go; only for {@link Kind#RETRY}
 */
public record Sweep(Kind kind, int next, int wave) {
    /** What is done. */
    public enum Kind {
        /** Takes them from rollouts that come behind this one. */
        CLAIM,
        /** Cancels those that have not begun writing. */
        CANCEL,
        /** Cancels those that have no order. */
        STOP,
        /** Takes back the orders of those that have not begun writing. */
        RECALL,
        /** Brings those that have failed into another wave. */
        RETRY,
        /** Sets their clocks by a policy that has changed, and has those go on that waited for that. */
        REARM,
        /** Forgets them. */
        CLEAR
    }

    public Sweep {
        requireNonNull(kind, "kind");
    }

    static Sweep of(Kind kind) {
        return new Sweep(kind, 0, Member.NO_WAVE);
    }

    Sweep from(int place) {
        return new Sweep(kind, place, wave);
    }
}
