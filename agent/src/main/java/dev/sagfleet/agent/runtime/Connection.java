package dev.sagfleet.agent.runtime;

/** How far a device has come to its controller. */
enum Connection {
    /** Not connected; it connects when that is due, if it is to connect at all. */
    DOWN,
    /** Waits for its turn at the gate. */
    QUEUED,
    CONNECTING,
    /** Let in; it has said Hello, and waits for the Welcome. */
    OPEN,
    IN_SESSION;

    /** Whether it is through the gate and not yet in session. */
    boolean isOnItsWay() {
        return this == CONNECTING || this == OPEN;
    }
}
