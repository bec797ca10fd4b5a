package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import java.util.Optional;

/**
 * Picks the slot that a device starts. What it returns must be durable before that slot starts. Source: firmware rule F9.
 *
 * <p>A power cut takes a try from an image on trial, and never one from an image that has proved itself: users may switch
 * their device on and off as they like. Only a start that failed for another reason does.
 */
public final class BootLoader {
    /** The state at the beginning of the next boot. */
    public static FirmwareState start(FirmwareState state) {
        Slots slots = withoutSpentTrial(state);
        Optional<Slot> startable = startable(slots, state.securityFloor());
        if (startable.isEmpty()) {
            slots = refilled(slots);
            startable = startable(slots, state.securityFloor());
        }
        Slot slot = startable.orElseThrow(
                () -> new IllegalStateException("slots: " + state.slots() + " (expected: one that can be started)"));
        return state.booted(taken(slots, slot).started(slot));
    }

    /** What it remembers of a start that failed, not for want of power: the image could not be read, or never came up. */
    public static FirmwareState startFailed(FirmwareState state) {
        SlotState running = state.slots().running();
        if (!running.isGood() || running.triesLeft() == 0) {
            return state;
        }
        return state.with(state.slots().withRunning(running.withTriesLeft(running.triesLeft() - 1)));
    }

    /** An image that has had its tries on trial, or that must not be started, is known not to work. */
    private static Slots withoutSpentTrial(FirmwareState state) {
        Slots slots = state.slots();
        for (Slot slot : Slot.values()) {
            SlotState content = slots.in(slot);
            boolean spent = content.triesLeft() == 0 || !content.isStartable(state.securityFloor());
            if (content.isTrying() && spent) {
                slots = slots.with(slot, SlotState.bad(content.image().orElseThrow()));
            }
        }
        return slots;
    }

    private static Optional<Slot> startable(Slots slots, int securityFloor) {
        if (isStartable(slots.in(slots.primary()), securityFloor)) {
            return Optional.of(slots.primary());
        }
        Slot other = slots.primary().other();
        return isStartable(slots.in(other), securityFloor) ? Optional.of(other) : Optional.empty();
    }

    private static boolean isStartable(SlotState slot, int securityFloor) {
        return slot.isStartable(securityFloor) && slot.triesLeft() > 0;
    }

    private static Slots refilled(Slots slots) {
        for (Slot slot : Slot.values()) {
            if (slots.in(slot).isGood()) {
                slots = slots.with(slot, slots.in(slot).withTriesLeft(SlotState.TRIES));
            }
        }
        return slots;
    }

    private static Slots taken(Slots slots, Slot slot) {
        SlotState content = slots.in(slot);
        return content.isTrying() ? slots.with(slot, content.withTriesLeft(content.triesLeft() - 1)) : slots;
    }

    private BootLoader() {}
}
