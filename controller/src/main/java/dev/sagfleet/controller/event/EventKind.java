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
    /** A call of the OpenAPI has changed something, or was answered with an error. */
    CALL;

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
