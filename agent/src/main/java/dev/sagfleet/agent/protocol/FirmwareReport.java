package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a device says in its Hello of its firmware: what is in which slot, and how far its job is. So the next Hello heals
 * whatever was lost. Source: firmware rule F20.
 *
 * @param slotA an app client has only this one
 * @param slotB empty as a device leaves the factory
 * @param runs the slot that runs
 * @param job how far the job is that the device has, or that ended last; absent if it had none
 */
public record FirmwareReport(SlotReport slotA, SlotReport slotB, Slot runs, Optional<FirmwareProgress> job) {
    /** One of the two places for an image. */
    public enum Slot {
        A,
        B;

        public Slot other() {
            return this == A ? B : A;
        }
    }

    /**
     * What is in a slot.
     *
     * @param version absent where the slot is empty
     * @param digest likewise
     */
    public record SlotReport(SlotStatus status, Optional<FirmwareVersion> version, Optional<Digest> digest) {
        public static final SlotReport EMPTY = new SlotReport(SlotStatus.EMPTY, Optional.empty(), Optional.empty());

        public SlotReport {
            requireNonNull(status, "status");
            if (version.isPresent() != digest.isPresent() || version.isEmpty() != (status == SlotStatus.EMPTY)) {
                throw new IllegalArgumentException(
                        "slot: " + status + " (expected: version and digest of what is in it, unless it is EMPTY)");
            }
        }
    }

    public FirmwareReport {
        requireNonNull(slotA, "slotA");
        requireNonNull(slotB, "slotB");
        requireNonNull(runs, "runs");
        requireNonNull(job, "job");
        if (slot(runs, slotA, slotB).status() == SlotStatus.EMPTY) {
            throw new IllegalArgumentException("runs: " + runs + " (expected: a slot that is not empty)");
        }
    }

    /** That of a device which has never heard of an upgrade: what it left the factory with, and nothing else. */
    public static FirmwareReport factory(FirmwareVersion version, Digest digest) {
        var running = new SlotReport(SlotStatus.GOOD, Optional.of(version), Optional.of(digest));
        return new FirmwareReport(running, SlotReport.EMPTY, Slot.A, Optional.empty());
    }

    /** What is in the slot that runs. */
    public SlotReport running() {
        return slot(runs, slotA, slotB);
    }

    private static SlotReport slot(Slot slot, SlotReport a, SlotReport b) {
        return slot == Slot.A ? a : b;
    }
}
