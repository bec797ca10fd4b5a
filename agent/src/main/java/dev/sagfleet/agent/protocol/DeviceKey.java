package dev.sagfleet.agent.protocol;

import java.util.Arrays;
import java.util.HexFormat;

/** The secret that a device shares with the controller: 32 bytes, written as 64 hexadecimal digits. */
public final class DeviceKey {
    /** The length of a key. */
    public static final int BYTES = 32;

    private static final int DIGITS = 2 * BYTES;

    // As bytes, which take half the room of the digits.
    private final byte[] bytes;

    /** @throws IllegalArgumentException unless they are 64 lower-case hexadecimal digits */
    public DeviceKey(String hex) {
        if (hex.length() != DIGITS || !isLowerCaseHex(hex)) {
            throw new IllegalArgumentException("deviceKey: not shown (expected: 64 lower-case hexadecimal digits)");
        }
        bytes = HexFormat.of().parseHex(hex);
    }

    private DeviceKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The key of these bytes.
     *
     * @throws IllegalArgumentException unless they are {@value #BYTES}
     */
    public static DeviceKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("deviceKey: " + bytes.length + " bytes (expected: " + BYTES + ')');
        }
        return new DeviceKey(bytes.clone());
    }

    private static boolean isLowerCaseHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (!((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    /** The 64 digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Never the key itself, since this is what logs get. */
    @Override
    public String toString() {
        return "DeviceKey[hidden]";
    }
}
