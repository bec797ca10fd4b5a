package dev.sagfleet.agent.protocol;

/** The name of a device, unique in a fleet: 1 to 64 letters, digits, {@code -} or {@code _}, as in {@code sag62x0225024711}. */
public record SerialNumber(String text) implements Comparable<SerialNumber> {
    private static final int LENGTH_MAX = 64;

    public SerialNumber {
        if (text.isEmpty() || text.length() > LENGTH_MAX || !Text.isAlphanumeric(text, "_-")) {
            throw new IllegalArgumentException(
                    "serialNumber: " + Text.quote(text) + " (expected: 1 to 64 of A-Z a-z 0-9 _ -)");
        }
    }

    @Override
    public int compareTo(SerialNumber other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
