package dev.sagfleet.simulator.fleet;

/** Which part a device of an instance plays at first. */
public enum HaRole {
    /** Forwards traffic: the first box of an instance, and every app client. */
    ACTIVE,
    /** Waits: the second box of a pair. */
    STANDBY
}
