package dev.sagfleet.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can go wrong. */
public enum FaultKind {
    /** The controller process is killed between any two events, and another one starts later. */
    CONTROLLER_CRASH(Occasion.MINUTE),
    /** The controller process stops in order, and another one starts later. */
    CONTROLLER_STOP(Occasion.MINUTE),
    /** The controller's port takes nobody in for a while. */
    PORT_DOWN(Occasion.MINUTE),
    /** The wall clock of the controller steps forth or back. */
    CLOCK_STEP(Occasion.MINUTE),
    /** A device loses its power and boots. */
    POWER_CUT(Occasion.MINUTE),
    /** A device boots of its own accord, once its flash holds what it is to hold. */
    REBOOT(Occasion.MINUTE),
    /** A device is given other firmware, older or later. */
    FIRMWARE_CHANGE(Occasion.MINUTE),
    /** A connection breaks. */
    CONNECTION_BREAK(Occasion.MINUTE),
    /** A connection breaks just when its device has said Hello. */
    HELLO_BREAK(Occasion.HELLO),
    /** A connection carries nothing any more, and nobody is told. */
    CONNECTION_HANG(Occasion.MINUTE),
    /** Some devices, or all, are cut off from the controller for a while. */
    PARTITION(Occasion.MINUTE),
    /** A commit of the store takes long. */
    STORE_SLOW(Occasion.COMMIT),
    /** The store has no room for a group of changes. */
    STORE_FULL(Occasion.COMMIT),
    /** The store fails to keep a group of changes. */
    STORE_FAILS(Occasion.COMMIT),
    /** A write into flash takes long. */
    FLASH_SLOW(Occasion.WRITE),
    /** A write into flash fails, and the device boots. */
    FLASH_FAILS(Occasion.WRITE),
    /** Of a power cut while a device writes: what it was writing is lost. */
    FLASH_TORN(Occasion.POWER_CUT),
    /** A device answers a command late, and so perhaps after the answer to a later one. */
    ANSWER_LATE(Occasion.ANSWER),
    /** A device answers a command twice. */
    ANSWER_TWICE(Occasion.ANSWER),
    /** A device does not answer a command. */
    ANSWER_LOST(Occasion.ANSWER),
    /** What a device says arrives over its next connection, as from a proxy that takes one for the other. */
    UPLINK_ASTRAY(Occasion.FRAME),
    /** What a device is told arrives likewise. */
    DOWNLINK_ASTRAY(Occasion.FRAME),
    /** A device loses its power about when its upgrade comes into another state. */
    UPDATE_POWER_CUT(Occasion.UPDATE),
    /** Some of the bytes of an image are wrong. */
    DOWNLOAD_CORRUPT(Occasion.UPDATE),
    /** There is no room for an image. */
    FLASH_FULL(Occasion.UPDATE),
    /** A slot does not take an image. */
    SLOT_FAILS(Occasion.UPDATE),
    /** An image does not come up. */
    BOOT_FAILS(Occasion.UPDATE),
    /** An image does not pass its local checks. */
    CHECK_FAILS(Occasion.UPDATE),
    /** An image crashes on a device, each time that it has run for a while. */
    IMAGE_CRASHES(Occasion.UPDATE),
    /** A user has an app client ask later. */
    USER_POSTPONES(Occasion.UPDATE),
    /** Nothing is heard any more of a device that boots. */
    NEVER_RETURNS(Occasion.UPDATE);

    private final Occasion occasion;

    FaultKind(Occasion occasion) {
        this.occasion = occasion;
    }

    /** When it can come about, once each: its rate is the probability that it does. */
    public enum Occasion {
        MINUTE,
        COMMIT,
        WRITE,
        POWER_CUT,
        HELLO,
        ANSWER,
        FRAME,
        UPDATE
    }

    public Occasion occasion() {
        return occasion;
    }

    /** As a person writes it: {@code controller-crash}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind that a person means. */
    public static Optional<FaultKind> labelled(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    /** All of them as a person writes them. */
    public static String labels() {
        return Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(", "));
    }
}
