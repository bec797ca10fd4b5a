package dev.sagfleet.controller.rollout;

/** How a rollout stands. Source: rollout rule R12. */
public enum RolloutState {
    /** Its members are being found. */
    DRAFT,
    /** A person must agree to these members. */
    WAITING_FOR_APPROVAL,
    /** It can be started. */
    SCHEDULED,
    RUNNING,
    /** A person holds it: nothing is offered. */
    PAUSED,
    /** It holds itself, for a cause that is told. */
    HALTED,
    FINISHED,
    CANCELLED;

    /** Whether its waves are fixed and it has not ended. */
    public boolean isUnderWay() {
        return this == RUNNING || isHeld();
    }

    /** Whether nothing is offered although it has not ended. */
    public boolean isHeld() {
        return this == PAUSED || this == HALTED;
    }

    public boolean isOver() {
        return this == FINISHED || this == CANCELLED;
    }
}
