package dev.sagfleet.agent.protocol;

/**
 * States the whole of one aspect of a device. The device answers with {@link Applied} or {@link Refused}
 * of the same revision; one that has applied this revision answers again and changes nothing, so a
 * resend is harmless.
 */
public sealed interface Command extends DownlinkMessage
        permits Associate, Dissociate, ChangeBandwidth, ChangeRole, Upgrade, CancelUpgrade, Reboot {
    /** The longest command id, in characters. */
    int ID_LENGTH_MAX = 64;

    /** Names the change in messages, logs and records; the RequestId of the API call that caused it. */
    String commandId();

    Revision revision();

    Aspect aspect();

    /** The same command under another revision. */
    Command withRevision(Revision revision);

    /** Checks what every command has. */
    static void requireIdentity(String commandId, Revision revision) {
        Text.requireShort(commandId, "commandId", ID_LENGTH_MAX);
        if (revision.equals(Revision.NONE)) {
            throw new IllegalArgumentException("revision: 0 (expected: >= 1)");
        }
    }
}
