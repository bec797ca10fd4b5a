package dev.sagfleet.controller.rollout;

/** What becomes of a device that matches only after its rollout has started. Source: rollout rule R4. */
public enum Late {
    /** It joins a wave behind all others, which goes by the same rules. Not once the rollout has ended. */
    TAIL,
    /** It stays as it is. */
    IGNORE
}
