package dev.sagfleet.controller.rollout;

/** What a member of a rollout is: exactly one of these at any time. Source: rollout rule R6. */
public enum MemberState {
    /** Its turn has not come, or comes again. */
    WAITING,
    /** It is offered the image, or works on it. */
    ACTIVE,
    /** It runs the image, and has said so itself. */
    SUCCEEDED,
    FAILED,
    /** It has not ended a phase in time. If it comes back on the image, it has succeeded after all. */
    SILENT,
    CANCELLED,
    /** Another rollout has it. */
    SUPERSEDED,
    /** It ran the image before it was offered it. */
    ALREADY_THERE,
    /** It was removed, or is not meant any more. */
    LEFT;

    /** Whether it counts in its wave: the others are neither success nor failure, and it is as if they were not there. */
    public boolean counts() {
        return compareTo(SILENT) <= 0;
    }

    /** Whether nothing has become of it yet. */
    public boolean isOpen() {
        return this == WAITING || this == ACTIVE;
    }
}
