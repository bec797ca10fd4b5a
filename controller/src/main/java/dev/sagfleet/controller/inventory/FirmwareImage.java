package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.MalformedMessageException;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.SignedManifest;
import java.util.List;
import java.util.Optional;

/**
 * An image in the catalogue. All that it is known by stands in its manifest and never changes.
 *
 * @param signed that manifest as it was signed, which devices get
 * @param seed that its bytes are made from; absent if they were uploaded
 * @param createdMillis when it came into the catalogue
 */
public record FirmwareImage(
        Manifest manifest, SignedManifest signed, Optional<Long> seed, State state, long createdMillis) {
    /** The most images that a catalogue has, withdrawn ones too. */
    public static final int IMAGES_MAX = 1_000;

    /** Whether it can still be had. */
    public enum State {
        AVAILABLE,
        /** For good: nothing is served of it, and no device is ordered to install it. */
        WITHDRAWN
    }

    public FirmwareImage {
        requireNonNull(manifest, "manifest");
        requireNonNull(signed, "signed");
        requireNonNull(seed, "seed");
        requireNonNull(state, "state");
    }

    /**
     * An image of which a signed manifest speaks.
     *
     * @throws IllegalArgumentException if that text is no manifest
     */
    public static FirmwareImage of(SignedManifest signed, Optional<Long> seed, State state, long createdMillis) {
        try {
            return new FirmwareImage(ManifestCodec.read(signed.manifest()), signed, seed, state, createdMillis);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    public Digest digest() {
        return manifest.digest();
    }

    public List<DeviceModel> models() {
        return manifest.models();
    }

    public FirmwareVersion version() {
        return manifest.version();
    }

    public long sizeBytes() {
        return manifest.sizeBytes();
    }

    public boolean isAvailable() {
        return state == State.AVAILABLE;
    }

    public boolean isFor(DeviceModel model) {
        return manifest.models().contains(model);
    }

    /** Its place in lists, which are in the order of versions: another one for each image. */
    public String place() {
        return manifest.version().sortKey() + ' ' + manifest.digest().hex();
    }

    public FirmwareImage withdrawn() {
        return new FirmwareImage(manifest, signed, seed, State.WITHDRAWN, createdMillis);
    }
}
