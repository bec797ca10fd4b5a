package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How many devices run which firmware.
 *
 * @param versions those that most devices run, at most {@value #VERSIONS_MAX}, the most frequent first
 * @param others the devices of all other versions together
 */
public record FirmwareCounts(List<Count> versions, Count others) {
    /** So many are told apart: devices may run anything. */
    public static final int VERSIONS_MAX = 20;

    /** Devices that were never seen, so that nobody knows what they run. */
    public static final String UNKNOWN = "unknown";

    /** All that are not told apart. */
    public static final String OTHERS = "other";

    public FirmwareCounts {
        versions = List.copyOf(versions);
        requireNonNull(others, "others");
    }

    /**
     * The devices of one version.
     *
     * @param firmware the version, {@link #UNKNOWN} or {@link #OTHERS}
     * @param online how many are connected, as far as is known
     */
    public record Count(String firmware, long registered, long online) {}
}
