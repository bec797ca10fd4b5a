package dev.sagfleet.agent.firmware;

import static java.util.Objects.requireNonNull;

/**
 * A public key that a device left the factory with.
 *
 * @param id as manifests name it
 * @param publicKey Ed25519, as X.509 has it (SubjectPublicKeyInfo), in Base64
 */
public record TrustedKey(String id, String publicKey) {
    public TrustedKey {
        requireNonNull(id, "id");
        requireNonNull(publicKey, "publicKey");
    }
}
