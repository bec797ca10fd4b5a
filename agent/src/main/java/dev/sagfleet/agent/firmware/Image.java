package dev.sagfleet.agent.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;

/**
 * An image as a slot knows it. Two are the same if their digests are, whatever their versions say.
 *
 * @param securityIndex no image with a lower one than the device's floor is started; 0 or more
 */
public record Image(FirmwareVersion version, Digest digest, int securityIndex) {
    public Image {
        requireNonNull(version, "version");
        requireNonNull(digest, "digest");
        if (securityIndex < 0) {
            throw new IllegalArgumentException("securityIndex: " + securityIndex + " (expected: >= 0)");
        }
    }

    /** The image that a device of this model with this version left the factory with. */
    public static Image factory(DeviceModel model, FirmwareVersion version) {
        return new Image(version, Digest.ofFactory(model, version), 0);
    }

    static Image of(Manifest manifest) {
        return new Image(manifest.version(), manifest.digest(), manifest.securityIndex());
    }
}
