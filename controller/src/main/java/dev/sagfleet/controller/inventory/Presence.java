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
 * @param slots what it last said of its slots and its job
 * @param slotsEpoch the session that it first said that in
 */
public record Presence(
        long epoch,
        boolean online,
        long incarnation,
        Optional<FirmwareVersion> firmware,
        String bootId,
        long bootedMillis,
        long connectedMillis,
        boolean suspended,
        ReportedSlots slots,
        long slotsEpoch) {
    public static final Presence NEVER_SEEN = new Presence(0, false, 0, Optional.empty(), "", 0, 0, false);

    public Presence {
        requireNonNull(firmware, "firmware");
        requireNonNull(bootId, "bootId");
        requireNonNull(slots, "slots");
    }

    /** That of a device which knows no upgrades. */
    public Presence(
            long epoch,
            boolean online,
            long incarnation,
            Optional<FirmwareVersion> firmware,
            String bootId,
            long bootedMillis,
            long connectedMillis,
            boolean suspended) {
        this(
                epoch,
                online,
                incarnation,
                firmware,
                bootId,
                bootedMillis,
                connectedMillis,
                suspended,
                ReportedSlots.UNKNOWN,
                0);
    }

    /** The same, with sessions that count on from this number. */
    Presence after(long otherEpoch) {
        return with(otherEpoch, online, firmware, suspended);
    }

    public Presence offline() {
        return with(epoch, false, firmware, suspended);
    }

    /** The same without an association, of which nothing can be suspended. */
    Presence dissociated() {
        return with(epoch, online, firmware, false);
    }

    boolean isRunning(FirmwareVersion other, boolean isSuspended) {
        return firmware.equals(Optional.of(other)) && suspended == isSuspended;
    }

    public Presence withFirmware(FirmwareVersion other, boolean isSuspended) {
        return with(epoch, online, Optional.of(other), isSuspended);
    }

    private Presence with(
            long otherEpoch, boolean isOnline, Optional<FirmwareVersion> otherFirmware, boolean isSuspended) {
        return new Presence(
                otherEpoch,
                isOnline,
                incarnation,
                otherFirmware,
                bootId,
                bootedMillis,
                connectedMillis,
                isSuspended,
                slots,
                slotsEpoch);
    }
}
