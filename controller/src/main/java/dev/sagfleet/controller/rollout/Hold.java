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
    /** None of the members that are left can go on, and the image of some was withdrawn. Source: rollout rule R15. */
    NO_IMAGE,
    /** Likewise, since no window is long enough for them, or none comes any more. Source: rollout rule R16. */
    NO_WINDOW,
    /** It is the first wave and has no members, so nothing was tried: a person must agree. Source: rollout rule R2. */
    EMPTY
}
