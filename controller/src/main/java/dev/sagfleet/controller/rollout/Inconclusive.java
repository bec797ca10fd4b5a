package dev.sagfleet.controller.rollout;

/** What a rollout does while the figures of its devices' health do not say enough. Source: rollout rule R11. */
public enum Inconclusive {
    /** It offers no further wave, and looks again. */
    HOLD,
    /** It halts. */
    HALT
}
