package dev.sagfleet.agent.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.SlotStatus;

/**
 * The two places for an image. An app client has one package; what it replaces, or is replaced by, stands in the other
 * place until the new one has proved itself.
 *
 * @param primary the slot that the boot loader tries first
 * @param runs the slot that it started last; not empty
 */
public record Slots(SlotState a, SlotState b, Slot primary, Slot runs) {
    public Slots {
        requireNonNull(a, "a");
        requireNonNull(b, "b");
        requireNonNull(primary, "primary");
        requireNonNull(runs, "runs");
        if ((runs == Slot.A ? a : b).status() == SlotStatus.EMPTY) {
            throw new IllegalArgumentException("runs: " + runs + " (expected: a slot that is not empty)");
        }
    }

    /** Those of a device that leaves the factory. */
    public static Slots factory(Image image) {
        return new Slots(SlotState.good(image), SlotState.EMPTY, Slot.A, Slot.A);
    }

    public SlotState in(Slot slot) {
        return slot == Slot.A ? a : b;
    }

    /** The slot that runs. */
    public SlotState running() {
        return in(runs);
    }

    /** The slot that does not run. */
    public SlotState other() {
        return in(runs.other());
    }

    /** What runs. */
    public Image image() {
        return running().image().orElseThrow();
    }

    Slots with(Slot slot, SlotState state) {
        return slot == Slot.A ? new Slots(state, b, primary, runs) : new Slots(a, state, primary, runs);
    }

    Slots withRunning(SlotState state) {
        return with(runs, state);
    }

    Slots withOther(SlotState state) {
        return with(runs.other(), state);
    }

    Slots withPrimary(Slot slot) {
        return new Slots(a, b, slot, runs);
    }

    /** The same, after the boot loader has started a slot. */
    Slots started(Slot slot) {
        return new Slots(a, b, slot, slot);
    }
}
