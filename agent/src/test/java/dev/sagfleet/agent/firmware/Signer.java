package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.SignedManifest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/** Whoever makes images: has two keys that devices trust, and one that they do not. */
final class Signer {
    static final String PRIMARY = "primary";
    static final String SPARE = "spare";

    private static final KeyPair PRIMARY_PAIR = pair();
    private static final KeyPair SPARE_PAIR = pair();
    private static final KeyPair STRANGER = pair();

    static final TrustedKeys KEYS = new TrustedKeys(List.of(key(PRIMARY, PRIMARY_PAIR), key(SPARE, SPARE_PAIR)));

    /** Signed with the key that the manifest names. */
    static SignedManifest sign(Manifest manifest) {
        return sign(ManifestCodec.write(manifest), manifest.keyId().equals(PRIMARY) ? PRIMARY_PAIR : SPARE_PAIR);
    }

    /** Signed with a key that nobody knows. */
    static SignedManifest forge(Manifest manifest) {
        return sign(ManifestCodec.write(manifest), STRANGER);
    }

    /** A text that is signed, and may be no manifest. */
    static SignedManifest sign(String text) {
        return sign(text, PRIMARY_PAIR);
    }

    private static SignedManifest sign(String text, KeyPair pair) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return new SignedManifest(text, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing works", e);
        }
    }

    static TrustedKey key(String id, KeyPair pair) {
        return new TrustedKey(
                id, Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    }

    static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has Ed25519", e);
        }
    }

    private Signer() {}
}
