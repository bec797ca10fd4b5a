package dev.sagfleet.controller.server;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DrawnIdentity;
import java.security.SecureRandom;

/** Draws serial numbers, ids and keys that nobody can guess, formed like those of a simulated fleet. */
final class DeviceIdentities {
    private static final int SERIAL_LENGTH = 13;
    private static final int INSTANCE_ID_LENGTH = 17;
    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final RandomText texts = new RandomText(random, RandomText.LOWER_CASE_AND_DIGITS);

    DrawnIdentity draw() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new DrawnIdentity(
                new SerialNumber("sag" + texts.draw(SERIAL_LENGTH)),
                "sag-" + texts.draw(INSTANCE_ID_LENGTH),
                DeviceKey.of(key));
    }
}
