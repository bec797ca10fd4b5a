package dev.sagfleet.controller.rollout;

import dev.sagfleet.agent.protocol.UpdateState;

/** What a member that waits or is active does at the moment. Each phase has a clock of its own. Source: rollout rule R8. */
public enum Phase {
    /** In the queue of its wave. */
    READY,
    /** It waits until another of its site has ended. */
    HELD,
    /** It waits before its next attempt. */
    BACKING_OFF,
    /** What is left of the window is too short for it: it waits for the next one. */
    MISSED,
    /** Its image was withdrawn, or no window is long enough for it: it waits for a person. */
    BARRED,
    /** Its turn has come and it is not connected: it is offered the image once it is back. */
    AWAY,
    /** The order is out, and it has not said anything. */
    OFFERED,
    /** From its first word until the image is whole. */
    FETCHING,
    /** It has the order, and waits for its user, its window or a place among the downloads. */
    RESTING,
    /** From the first byte that is written to the slot until the image is committed or left. */
    WRITING,
    /** Nothing more is done. */
    OVER;

    /** Whether it holds a place: of those in flight, and of its site. Source: rollout rule R17. */
    public boolean isWorking() {
        return this == OFFERED || this == FETCHING || this == WRITING;
    }

    /** Whether its turn has come and is not over. */
    boolean hasTurn() {
        return this == READY || isWorking();
    }

    /** Whether an order is out to the device. */
    public boolean isOrdered() {
        return isWorking() || this == RESTING;
    }

    /** Whether it has begun writing, so that it ends as it will. Source: rollout rule R14. */
    public boolean isBegun() {
        return this == WRITING;
    }

    /** Which phase a device is in that has said this of its attempt; {@link #OVER} if the attempt is. */
    static Phase of(UpdateState said) {
        return switch (said) {
            case IDLE -> OFFERED;
            case OFFERED, DOWNLOADING, VERIFYING, STAGED -> FETCHING;
            case WAIT_DOWNLOAD, WAIT_ACTIVATE -> RESTING;
            case INSTALLING, ARMED, REBOOTING, TRIAL -> WRITING;
            case COMMITTED, ROLLED_BACK, FAILED, ABORTED, CANCELED, REJECTED, BRICKED -> OVER;
        };
    }
}
