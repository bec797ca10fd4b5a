package dev.sagfleet.agent.protocol;

/**
 * When a device may upgrade: it begins to download and it activates within this time, on its own clock.
 *
 * @param opensAtMillis in milliseconds since 1970
 * @param closesAtMillis likewise; after that
 */
public record UpgradeWindow(long opensAtMillis, long closesAtMillis) {
    /** From the beginning to the end of time. */
    public static final UpgradeWindow ALWAYS = new UpgradeWindow(0, 1L << 53);

    public UpgradeWindow {
        if (opensAtMillis < 0 || closesAtMillis <= opensAtMillis || closesAtMillis > 1L << 53) {
            throw new IllegalArgumentException("window: " + opensAtMillis + " to " + closesAtMillis
                    + " (expected: milliseconds since 1970, the second after the first)");
        }
    }
}
