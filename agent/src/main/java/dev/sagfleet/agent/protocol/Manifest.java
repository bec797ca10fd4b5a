package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What is signed about an image. Source: firmware rule F1.
 *
 * @param models that it is for; 1 or more
 * @param sizeBytes 1 to {@link #SIZE_BYTES_MAX}
 * @param digest of all of its bytes
 * @param minimumVersion that must run already; absent if any may
 * @param securityIndex below which no image is taken once this one has been committed; 0 or more
 * @param keyId of the key that signs it
 * @param withdrawnKeys ids of keys whose signatures count no more once this one has been accepted; not {@code keyId}
 */
public record Manifest(
        List<DeviceModel> models,
        FirmwareVersion version,
        long sizeBytes,
        Digest digest,
        Optional<FirmwareVersion> minimumVersion,
        int securityIndex,
        String keyId,
        List<String> withdrawnKeys) {
    /** The largest image: 4 GiB. */
    public static final long SIZE_BYTES_MAX = 4L << 30;

    /** The longest id of a key, in characters. */
    public static final int KEY_ID_LENGTH_MAX = 64;

    private static final int WITHDRAWN_MAX = 16;

    public Manifest {
        models = List.copyOf(models);
        withdrawnKeys = List.copyOf(withdrawnKeys);
        requireNonNull(version, "version");
        requireNonNull(digest, "digest");
        requireNonNull(minimumVersion, "minimumVersion");
        Text.requireShort(keyId, "keyId", KEY_ID_LENGTH_MAX);
        withdrawnKeys.forEach(key -> Text.requireShort(key, "withdrawnKeys", KEY_ID_LENGTH_MAX));
        if (models.isEmpty()) {
            throw new IllegalArgumentException("models: none (expected: 1 or more)");
        }
        if (sizeBytes < 1 || sizeBytes > SIZE_BYTES_MAX) {
            throw new IllegalArgumentException("sizeBytes: " + sizeBytes + " (expected: 1 to " + SIZE_BYTES_MAX + ')');
        }
        if (securityIndex < 0) {
            throw new IllegalArgumentException("securityIndex: " + securityIndex + " (expected: >= 0)");
        }
        if (withdrawnKeys.size() > WITHDRAWN_MAX || withdrawnKeys.contains(keyId)) {
            throw new IllegalArgumentException("withdrawnKeys: " + withdrawnKeys.size() + " (expected: at most "
                    + WITHDRAWN_MAX + ", and not the key that signs)");
        }
    }
}
