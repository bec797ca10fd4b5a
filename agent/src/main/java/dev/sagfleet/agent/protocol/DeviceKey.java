package dev.sagfleet.agent.protocol;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** The secret that a device shares with the controller: 32 bytes, written as 64 hexadecimal digits. */
public record DeviceKey(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public DeviceKey {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("deviceKey: not shown (expected: 64 lower-case hexadecimal digits)");
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Never the key itself, since this is what logs get. */
    @Override
    public String toString() {
        return "DeviceKey[hidden]";
    }
}
