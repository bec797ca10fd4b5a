package dev.sagfleet.agent.protocol;

/** What the boot loader knows of a slot. Source: firmware rule F9. */
public enum SlotStatus {
    /** Nothing was ever written to it. */
    EMPTY,
    /** Its image has proved itself. */
    GOOD,
    /** Its image does not work, or is half written. */
    BAD,
    /** Its image may be started, so many times, to prove itself. */
    TRYING
}
