package dev.sagfleet.controller.rollout;

/** What is told of a wave. */
public enum WaveNews {
    OPENED,
    PASSED,
    /** It has no members, and was passed over. */
    EMPTY,
    /** What it had achieved was taken back, so the waves behind it wait. */
    REOPENED,
    /** It waits for a person. */
    WAITS_FOR_APPROVAL,
    /** The figures of its health do not say enough. */
    INCONCLUSIVE,
    /** It can neither advance nor halt. */
    LIMBO,
    /** It waits for a person: no member that is left can go on, and the image of some was withdrawn. */
    NO_IMAGE,
    /** It waits for a person: no window is long enough for the members that are left. */
    NO_WINDOW,
    /** The first wave has no members: it waits for a person. */
    EMPTY_CANARY,
    /** Another wave was made behind it. */
    TAIL_ADDED
}
