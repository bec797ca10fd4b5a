package dev.sagfleet.agent.runtime;

/** What a device draws something at random for, beside the time that it takes over what it does. */
public enum DrawPoint {
    /** The name of a boot; each boot is an attempt. */
    BOOT,
    /** How much sooner than it could wait it connects again; each connection that has ended is an attempt. */
    BACKOFF,
    /** How much longer it stays away than its controller asks it to; likewise. */
    RETRY_AFTER,
    /** When in the interval of its telemetry it begins to report; likewise. */
    TELEMETRY,
    /** How much longer it pauses than it must before it fetches again; each boot is an attempt. */
    UPGRADE_PAUSE
}
