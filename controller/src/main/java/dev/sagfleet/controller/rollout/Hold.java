package dev.sagfleet.controller.rollout;

/** What a wave waits for before the next one opens. */
public enum Hold {
    /** Its members. */
    RESULTS,
    /** The end of its soak. */
    SOAK,
    /** Figures of its health that say it is well. Source: rollout rule R11. */
    HEALTH,
    /** A person. */
    APPROVAL,
    /** All have ended, and it can neither advance nor halt. Source: rollout rule R9. */
    LIMBO,
    /** It is the first wave and has no members, so nothing was tried: a person must agree. Source: rollout rule R2. */
    EMPTY
}
