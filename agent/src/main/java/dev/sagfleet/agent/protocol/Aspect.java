package dev.sagfleet.agent.protocol;

/** A part of a device's configuration that changes as a whole, under revisions of its own. */
public enum Aspect {
    /** Which plan the device accelerates with, and how much of it: {@link Associate}, {@link Dissociate}. */
    ACCELERATION,
    /** The bandwidth of the instance, or of the user of an app client: {@link ChangeBandwidth}. */
    BANDWIDTH,
    /** Which device of an HA pair forwards traffic: {@link ChangeRole}. */
    ROLE,
    /** Which image it is to install: {@link Upgrade}, {@link CancelUpgrade}. */
    FIRMWARE,
    /** How often it was told to boot: {@link Reboot}. */
    POWER
}
