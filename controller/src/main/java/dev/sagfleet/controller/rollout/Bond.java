package dev.sagfleet.controller.rollout;

/** How a member stands to its rollout. */
public enum Bond {
    /** As all do at first. */
    OWN,
    /** Its order was taken back: it waits again once it has said so. Source: rollout rule R13. */
    RECALLED,
    /** Its order was cancelled for good. */
    CANCELLING,
    /** It is not meant any more: it finishes what it has begun, and counts apart. Source: rollout rule R4. */
    LEAVING,
    /** Another rollout has it by now: what it says later is of that. Source: rollout rule R5. */
    TAKEN
}
