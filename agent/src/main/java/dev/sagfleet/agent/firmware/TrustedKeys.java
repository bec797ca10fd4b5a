package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.MalformedMessageException;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.SignedManifest;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys whose signatures a device believes. Safe for many threads: the devices of a process that left the same factory
 * share one, so that a manifest is read and its signature checked once for all of them. Source: firmware rule F1.
 */
public final class TrustedKeys {
    /** How many manifests are remembered. */
    private static final int REMEMBERED_MAX = 64;

    private final List<TrustedKey> keys;
    private final Map<String, PublicKey> byId = new TreeMap<>();

    /** The latest asked for comes last. */
    private final Map<SignedManifest, Seal> seals = new LinkedHashMap<>();

    /**
     * What a signed manifest says.
     *
     * @param manifest absent if it says nothing that a manifest can say
     * @param signed whether the signature is one of the key that it names
     */
    public record Seal(Optional<Manifest> manifest, boolean signed) {
        private static final Seal MALFORMED = new Seal(Optional.empty(), false);
    }

    /**
     * These keys.
     *
     * @throws IllegalArgumentException if one of them is no public key of Ed25519, or two have one id
     */
    public TrustedKeys(List<TrustedKey> keys) {
        this.keys = List.copyOf(keys);
        for (TrustedKey key : keys) {
            if (byId.put(key.id(), parse(key)) != null) {
                throw new IllegalArgumentException("key: " + key.id() + " twice (expected: ids that differ)");
            }
        }
    }

    public List<TrustedKey> keys() {
        return keys;
    }

    /** Whether one of them has this id. */
    boolean knows(String id) {
        return byId.containsKey(id);
    }

    /** Opens a signed manifest. Whether its key was withdrawn is not asked here. */
    public synchronized Seal open(SignedManifest signed) {
        Seal remembered = seals.remove(signed);
        Seal seal = remembered == null ? examine(signed) : remembered;
        seals.put(signed, seal);
        if (seals.size() > REMEMBERED_MAX) {
            seals.remove(seals.keySet().iterator().next());
        }
        return seal;
    }

    private Seal examine(SignedManifest signed) {
        try {
            Manifest manifest = ManifestCodec.read(signed.manifest());
            PublicKey key = byId.get(manifest.keyId());
            return new Seal(Optional.of(manifest), key != null && isSigned(signed, key));
        } catch (MalformedMessageException e) {
            return Seal.MALFORMED;
        }
    }

    private static boolean isSigned(SignedManifest signed, PublicKey key) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(signed.manifestBytes());
            return signature.verify(signed.signatureBytes());
        } catch (GeneralSecurityException e) {
            // Not every 64 bytes can be a signature; those that cannot are reported so.
            return false;
        }
    }

    private static PublicKey parse(TrustedKey key) {
        try {
            byte[] encoded = Base64.getDecoder().decode(key.publicKey());
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "key " + key.id() + ": " + key.publicKey() + " (expected: a public key of Ed25519)", e);
        }
    }
}
