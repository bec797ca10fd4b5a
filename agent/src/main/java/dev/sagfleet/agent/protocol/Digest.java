package dev.sagfleet.agent.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of an image, by which it is known whatever version it says it has: 64 lower-case hexadecimal digits. */
public record Digest(String hex) {
    /** What the factory's images had last, since a fleet has many devices and few of those. */
    private static final AtomicReferenceArray<@Nullable Factory> FACTORY = new AtomicReferenceArray<>(64);

    private record Factory(DeviceModel model, FirmwareVersion version, Digest digest) {}

    private static final int LENGTH = 64;

    public Digest {
        if (hex.length() != LENGTH || !isHex(hex)) {
            throw new IllegalArgumentException(
                    "digest: " + Text.quote(hex) + " (expected: " + LENGTH + " lower-case hexadecimal digits)");
        }
    }

    /** The digest of bytes that were hashed. */
    public static Digest of(byte[] sha256) {
        return new Digest(HexFormat.of().formatHex(sha256));
    }

    /** The digest of a text in UTF-8. */
    public static Digest ofText(String text) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * That of the image that a device of this model with this version left the factory with: nobody has its bytes, so it
     * is that of a text which no image is.
     */
    public static Digest ofFactory(DeviceModel model, FirmwareVersion version) {
        int place = Math.floorMod(31 * version.hashCode() + model.label().hashCode(), FACTORY.length());
        Factory known = FACTORY.get(place);
        if (known == null || known.model() != model || !known.version().equals(version)) {
            known = new Factory(model, version, ofText("factory " + model.label() + ' ' + version.sortKey()));
            FACTORY.set(place, known);
        }
        return known.digest();
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!((character >= '0' && character <= '9') || (character >= 'a' && character <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return hex;
    }
}
