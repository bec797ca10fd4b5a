package dev.sagfleet.agent.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.FirmwareReport.SlotReport;
import dev.sagfleet.agent.protocol.SlotStatus;
import java.util.Optional;

/**
 * A slot as the boot loader knows it. Source: firmware rule F9.
 *
 * @param triesLeft how often the boot loader may yet start it; 0 to {@link #TRIES}
 * @param image what is in it, whole or not; absent if it is {@link SlotStatus#EMPTY}
 */
public record SlotState(SlotStatus status, int triesLeft, Optional<Image> image) {
    /** How often an image is started before the boot loader gives it up. */
    public static final int TRIES = 3;

    public static final SlotState EMPTY = new SlotState(SlotStatus.EMPTY, 0, Optional.empty());

    public SlotState {
        requireNonNull(status, "status");
        if (image.isEmpty() != (status == SlotStatus.EMPTY)) {
            throw new IllegalArgumentException("slot: " + status + " (expected: an image, unless it is EMPTY)");
        }
        if (triesLeft < 0 || triesLeft > TRIES) {
            throw new IllegalArgumentException("triesLeft: " + triesLeft + " (expected: 0 to " + TRIES + ')');
        }
    }

    /** A slot whose image has proved itself. */
    public static SlotState good(Image image) {
        return new SlotState(SlotStatus.GOOD, TRIES, Optional.of(image));
    }

    /** A slot whose image is to prove itself. */
    public static SlotState trying(Image image) {
        return new SlotState(SlotStatus.TRYING, TRIES, Optional.of(image));
    }

    /** A slot whose image does not work, or is half written. */
    public static SlotState bad(Image image) {
        return new SlotState(SlotStatus.BAD, 0, Optional.of(image));
    }

    /** The same slot, whose image may be started so many times more. */
    SlotState withTriesLeft(int tries) {
        return new SlotState(status, tries, image);
    }

    boolean isGood() {
        return status == SlotStatus.GOOD;
    }

    boolean isTrying() {
        return status == SlotStatus.TRYING;
    }

    /** Whether a boot loader may start it where this is the floor. Source: firmware rules F9 and F11. */
    boolean isStartable(int securityFloor) {
        return (isGood() || isTrying()) && image.map(Image::securityIndex).orElse(-1) >= securityFloor;
    }

    SlotReport report() {
        return new SlotReport(status, image.map(Image::version), image.map(Image::digest));
    }
}
