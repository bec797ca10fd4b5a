package dev.sagfleet.controller.firmware;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A public key that devices are to know before they get an image.
 *
 * @param id that manifests name
 * @param key Ed25519, as a SubjectPublicKeyInfo (RFC 8410) in Base64
 */
public record FirmwareKey(String id, String key) {
    static FirmwareKey of(String id, PublicKey key) {
        return new FirmwareKey(id, Base64.getEncoder().encodeToString(key.getEncoded()));
    }

    /** @throws IllegalArgumentException if it is no Ed25519 key */
    PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key: " + id + " (expected: an Ed25519 key)", e);
        }
    }
}
