package dev.sagfleet.agent.protocol;

/** What a device does in its HA pair. A device without a partner is active. */
public enum HaRole {
    /** It forwards traffic. */
    ACTIVE,
    /** It keeps all revisions and forwards nothing until its partner is gone. */
    STANDBY;

    public HaRole other() {
        return this == ACTIVE ? STANDBY : ACTIVE;
    }
}
