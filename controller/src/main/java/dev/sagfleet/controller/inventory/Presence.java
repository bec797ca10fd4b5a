package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.Optional;

/**
 * What a device has last shown of itself.
 *
 * @param epoch counts its sessions, from the highest number that any removed device had
 * @param online whether it is connected, as far as is known
 * @param incarnation the start of the controller that saw it last; what an earlier one saw is doubtful
 * @param firmware what it runs; absent if it was never seen
 * @param bootId differs from boot to boot; empty if it was never seen
 * @param bootedMillis when the running boot was first seen, in milliseconds since 1970
 * @param connectedMillis when it last connected, likewise
 * @param suspended whether it is associated and not accelerating, since its firmware is too old. Where a Dissociate was
 *     overtaken before it was answered, its next Hello says that this has ended
 */
public record Presence(
        long epoch,
        boolean online,
        long incarnation,
        Optional<FirmwareVersion> firmware,
        String bootId,
        long bootedMillis,
        long connectedMillis,
        boolean suspended) {
    public static final Presence NEVER_SEEN = new Presence(0, false, 0, Optional.empty(), "", 0, 0, false);

    public Presence {
        requireNonNull(firmware, "firmware");
        requireNonNull(bootId, "bootId");
    }

    /** The same, with sessions that count on from this number. */
    Presence after(long otherEpoch) {
        return new Presence(
                otherEpoch, online, incarnation, firmware, bootId, bootedMillis, connectedMillis, suspended);
    }

    public Presence offline() {
        return new Presence(epoch, false, incarnation, firmware, bootId, bootedMillis, connectedMillis, suspended);
    }

    /** The same without an association, of which nothing can be suspended. */
    Presence dissociated() {
        return new Presence(epoch, online, incarnation, firmware, bootId, bootedMillis, connectedMillis, false);
    }

    boolean isRunning(FirmwareVersion other, boolean isSuspended) {
        return firmware.equals(Optional.of(other)) && suspended == isSuspended;
    }

    public Presence withFirmware(FirmwareVersion other, boolean isSuspended) {
        return new Presence(
                epoch, online, incarnation, Optional.of(other), bootId, bootedMillis, connectedMillis, isSuspended);
    }
}
