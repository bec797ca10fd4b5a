package dev.sagfleet.controller.rollout;

/** Why a rollout does not do what a person wants. Nothing has changed then. */
public enum Refusal {
    /** It is in a state in which that is not done. */
    STATE,
    /** Somebody else has changed the policy since it was read. */
    STALE,
    /** Its members are not those that were agreed to. */
    MEMBERS,
    /** What is to be changed is fixed since the start. */
    FIXED,
    /** What it halted for is still so. */
    STILL_HALTED,
    /** There is no such wave, or it does not wait for that. */
    WAVE
}
