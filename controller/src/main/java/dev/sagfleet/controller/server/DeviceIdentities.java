package dev.sagfleet.controller.server;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DrawnIdentity;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Draws serial numbers, ids and keys that nobody can guess, formed like those of a simulated fleet. */
final class DeviceIdentities {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int SERIAL_LENGTH = 13;
    private static final int INSTANCE_ID_LENGTH = 17;
    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    DrawnIdentity draw() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new DrawnIdentity(
                new SerialNumber("sag" + text(SERIAL_LENGTH)),
                "sag-" + text(INSTANCE_ID_LENGTH),
                new DeviceKey(HexFormat.of().formatHex(key)));
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
