package dev.sagfleet.controller.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SignedManifest;
import java.util.Optional;

/**
 * The bytes of an image on their way into the catalogue.
 *
 * @param manifest what they are said to be
 * @param signed that manifest as somebody else has signed it; absent if the controller is to sign it
 * @param offset how many bytes have come: where the next piece begins
 * @param touchedMillis when the last of them came
 */
public record Upload(Manifest manifest, Optional<SignedManifest> signed, long offset, long touchedMillis) {
    public Upload {
        requireNonNull(manifest, "manifest");
        requireNonNull(signed, "signed");
    }

    public Digest digest() {
        return manifest.digest();
    }

    boolean isWhole() {
        return offset == manifest.sizeBytes();
    }

    Upload at(long otherOffset, long nowMillis) {
        return new Upload(manifest, signed, otherOffset, nowMillis);
    }
}
