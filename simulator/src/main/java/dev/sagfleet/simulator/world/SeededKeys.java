package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.firmware.TrustedKey;
import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.controller.firmware.FirmwareKey;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.simulator.time.Seed;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/** The keys of a controller on virtual time: the same in every run of a seed, and no secret. */
final class SeededKeys {
    private static final int KEY_BYTES = 32;

    static SigningKeys of(Seed seed) {
        return SigningKeys.of(
                pair(seed.at("primary")),
                pair(seed.at("spare")),
                new SecretKeySpec(bytes(seed.at("link")), "HmacSHA256"));
    }

    /** As devices know them that leave the factory. */
    static TrustedKeys trusted(List<FirmwareKey> keys) {
        return new TrustedKeys(
                keys.stream().map(key -> new TrustedKey(key.id(), key.key())).toList());
    }

    /** A private key is the bytes that the generator draws, whatever the provider. Source: RFC 8032, section 5.1.5. */
    private static KeyPair pair(Seed seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new Foretold(bytes(seed)));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has Ed25519", e);
        }
    }

    private static byte[] bytes(Seed seed) {
        ByteBuffer bytes = ByteBuffer.allocate(KEY_BYTES);
        for (long word = 0; bytes.hasRemaining(); word++) {
            bytes.putLong(seed.at(word).value());
        }
        return bytes.array();
    }

    /** Chance of which there is none. */
    private static final class Foretold extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] drawn;

        Foretold(byte[] drawn) {
            this.drawn = drawn.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            for (int i = 0; i < target.length; i++) {
                target[i] = drawn[i % drawn.length];
            }
        }
    }

    private SeededKeys() {}
}
