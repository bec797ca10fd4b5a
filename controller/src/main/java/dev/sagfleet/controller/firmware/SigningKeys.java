package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/**
 * What a controller signs manifests and links with: two key pairs, so that there is one to withdraw the other with, and a
 * secret of its own. Made at its first start. Safe for many threads.
 */
public final class SigningKeys {
    /** The id of the pair that signs unless another is asked for. */
    public static final String PRIMARY = "primary";

    /** The id of the pair that can withdraw it. */
    public static final String SPARE = "spare";

    static final String SIGNATURE = "Ed25519";
    static final String MAC = "HmacSHA256";

    private final Map<String, KeyPair> pairs;
    private final SecretKey linkKey;

    private SigningKeys(Map<String, KeyPair> pairs, SecretKey linkKey) {
        this.pairs = new TreeMap<>(pairs);
        this.linkKey = linkKey;
    }

    /** Keys that were made before. */
    public static SigningKeys of(KeyPair primary, KeyPair spare, SecretKey linkKey) {
        return new SigningKeys(Map.of(PRIMARY, primary, SPARE, spare), linkKey);
    }

    /** Keys that nobody has, and that are kept nowhere. */
    public static SigningKeys generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(SIGNATURE);
            return of(
                    generator.generateKeyPair(),
                    generator.generateKeyPair(),
                    KeyGenerator.getInstance(MAC).generateKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + SIGNATURE + " and " + MAC, e);
        }
    }

    /** What devices are to know, in the order of the ids. */
    public List<FirmwareKey> publicKeys() {
        return pairs.entrySet().stream()
                .map(pair -> FirmwareKey.of(pair.getKey(), pair.getValue().getPublic()))
                .toList();
    }

    /**
     * Signs a manifest with the key that it names.
     *
     * @throws RejectedException if there is no such key
     */
    public SignedManifest sign(Manifest manifest) {
        KeyPair pair = pair(manifest.keyId());
        String text = ManifestCodec.write(manifest);
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return new SignedManifest(text, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + manifest.keyId() + " does not sign", e);
        }
    }

    /**
     * Checks what somebody else has signed.
     *
     * @throws RejectedException if it was not signed with the key of this controller that the manifest names
     */
    public void requireSigned(Manifest manifest, SignedManifest signed) {
        KeyPair pair = pair(manifest.keyId());
        if (!isSigned(signed, pair)) {
            throw new RejectedException(
                    Rejection.INVALID_IMAGE,
                    "signature: wrong (expected: that of the manifest by the key " + manifest.keyId() + ')');
        }
    }

    private static boolean isSigned(SignedManifest signed, KeyPair pair) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initVerify(pair.getPublic());
            signature.update(signed.manifestBytes());
            return signature.verify(signed.signatureBytes());
        } catch (GeneralSecurityException e) {
            return false; // bytes that are no signature at all
        }
    }

    /**
     * Checks that something can be signed with a key.
     *
     * @throws RejectedException if there is no such key
     */
    void requireKey(String id) {
        pair(id);
    }

    private KeyPair pair(String id) {
        KeyPair pair = pairs.get(id);
        if (pair == null) {
            throw new RejectedException(
                    Rejection.INVALID_IMAGE,
                    "key: " + id + " (expected: one of " + String.join(", ", pairs.keySet()) + ')');
        }
        return pair;
    }

    Map<String, KeyPair> pairs() {
        return new TreeMap<>(pairs);
    }

    /** What links are checked with. */
    public SecretKey linkKey() {
        return linkKey;
    }

    /** Never a key, since this is what logs get. */
    @Override
    public String toString() {
        return "SigningKeys" + pairs.keySet();
    }
}
