package dev.sagfleet.controller.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of events. */
public enum EventKind {
    /** A device has been let in. */
    ONLINE,
    /** The last session of a device has ended. */
    OFFLINE,
    /** A command has been sent to a device, perhaps once more. */
    SENT,
    /** A device has applied a command. */
    APPLIED,
    /** A device has refused a command. */
    REFUSED,
    /** A device has stopped accelerating, since its firmware is too old. */
    SUSPENDED,
    /** A device accelerates again. */
    RESUMED,
    /** An upgrade job of a device has been ordered, has come so far, or has ended. */
    UPGRADE,
    /** A rollout has come into another state. */
    ROLLOUT,
    /** A wave of a rollout has come further, or waits for something. */
    WAVE,
    /** A call of the OpenAPI has changed something, or was answered with an error. */
    CALL,
    /** Devices have been registered. */
    REGISTERED,
    /** A device has been removed. */
    REMOVED,
    /** The inventory has been brought back to what it was at first; events before are of what is no more. */
    RESET,
    /** An image has come into the catalogue, or was withdrawn. */
    IMAGE,
    /** A fault has been injected into a device, or taken away. */
    FAULT,
    /** A setting of the controller has changed. */
    SETTING,
    /** A payment of an instance is overdue, or no longer. */
    ARREARS,
    /** An instance has been bound to another network, or to none. */
    CCN,
    /** A device has been put at another place, or was given other tags. */
    PLACE,
    /** A plan has been locked, or unlocked. */
    LOCK,
    /** An order has been paid. */
    PAYMENT,
    /** A user, a key or a policy has come, has changed, or has gone. */
    ACCESS;

    /** As it is written outside: {@code online}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind with a label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static EventKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind: " + label + " (expected: " + labels() + ')'));
    }

    /** All labels, for a person. */
    public static String labels() {
        return Arrays.stream(values()).map(EventKind::label).collect(Collectors.joining(", "));
    }
}
