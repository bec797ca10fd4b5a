package dev.sagfleet.agent.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A manifest as the exact text that was signed, with its signature beside it: whoever checks it does not have to write
 * it anew in the same way.
 *
 * @param manifest the JSON, whose UTF-8 bytes are signed; at most {@link #LENGTH_MAX} characters
 * @param signature Ed25519, in Base64
 */
public record SignedManifest(String manifest, String signature) {
    /** The longest manifest, in characters. */
    public static final int LENGTH_MAX = 4096;

    private static final int SIGNATURE_BYTES = 64;

    public SignedManifest {
        if (manifest.isEmpty() || manifest.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "manifest: " + manifest.length() + " characters (expected: 1 to " + LENGTH_MAX + ')');
        }
        if (decode(signature).length != SIGNATURE_BYTES) {
            throw new IllegalArgumentException(
                    "signature: " + Text.quote(signature) + " (expected: " + SIGNATURE_BYTES + " bytes in Base64)");
        }
    }

    /** What was signed. */
    public byte[] manifestBytes() {
        return manifest.getBytes(StandardCharsets.UTF_8);
    }

    public byte[] signatureBytes() {
        return decode(signature);
    }

    private static byte[] decode(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("signature: " + Text.quote(signature) + " (expected: Base64)", e);
        }
    }
}
