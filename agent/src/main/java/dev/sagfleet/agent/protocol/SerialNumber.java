package dev.sagfleet.agent.protocol;

import java.util.regex.Pattern;

/** The name of a device, unique in a fleet: 1 to 64 letters, digits, {@code -} or {@code _}, as in {@code sag62x0225024711}. */
public record SerialNumber(String text) implements Comparable<SerialNumber> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public SerialNumber {
        if (!FORM.matcher(text).matches()) {
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
