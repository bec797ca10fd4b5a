package dev.sagfleet.controller.control;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.MalformedMessageException;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.firmware.ImageDescription;
import dev.sagfleet.controller.firmware.SigningKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads what an image is to be; an error names the member that is wrong. */
record ImageRequest(ControlRequest request) {
    private static final String MANIFEST = "manifest";
    private static final String SIGNATURE = "signature";

    /** What is said of an image and signed by somebody else, or is to be signed here. */
    record Announced(Manifest manifest, Optional<SignedManifest> signed) {}

    /** An image that is to be made. */
    ImageDescription description() {
        List<String> labels = request.texts("models");
        if (labels.isEmpty()) {
            throw wrong("models", "none", "one or more of " + models());
        }
        return new ImageDescription(
                labels.stream().map(ImageRequest::model).toList(),
                version("version").orElseThrow(() -> wrong("version", "missing", "as in 2.5.0")),
                version("minimumVersion"),
                request.number("securityIndex", 0, Integer.MAX_VALUE).orElse(0),
                request.optionalText("key").orElse(SigningKeys.PRIMARY),
                request.texts("withdrawnKeys"));
    }

    long sizeBytes() {
        return request.wideNumber("sizeBytes", 1, Manifest.SIZE_BYTES_MAX)
                .orElseThrow(() -> wrong("sizeBytes", "missing", "1 to " + Manifest.SIZE_BYTES_MAX));
    }

    /** An image that is to be uploaded: described, or by a manifest that is signed already. */
    Announced announced() {
        Optional<String> text = request.optionalText(MANIFEST);
        if (text.isPresent()) {
            request.requireOnly(MANIFEST, SIGNATURE);
            var signed = checked(() -> new SignedManifest(text.get(), request.text(SIGNATURE)));
            return new Announced(manifest(text.get()), Optional.of(signed));
        }
        request.requireOnly(
                "models", "version", "sizeBytes", "digest", "minimumVersion", "securityIndex", "key", "withdrawnKeys");
        Digest digest = checked(() -> new Digest(request.text("digest")));
        ImageDescription description = description();
        return new Announced(checked(() -> description.manifest(sizeBytes(), digest)), Optional.empty());
    }

    private static Manifest manifest(String text) {
        try {
            return ManifestCodec.read(text);
        } catch (MalformedMessageException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private Optional<FirmwareVersion> version(String name) {
        return request.optionalText(name).map(text -> checked(() -> FirmwareVersion.parse(text)));
    }

    static DeviceModel model(String label) {
        return DeviceModel.labelled(label).orElseThrow(() -> wrong("models", label, "one or more of " + models()));
    }

    /** The digest in a path. */
    static Digest digest(ControlRequest request) {
        return checked(() -> new Digest(request.variables().get(0)));
    }

    private static String models() {
        return Arrays.stream(DeviceModel.values()).map(DeviceModel::label).collect(Collectors.joining(", "));
    }

    /** What the values' own checks refuse is the caller's fault here. */
    static <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    static ControlException wrong(String name, String found, String expected) {
        return ControlException.badRequest(name + ": " + found + " (expected: " + expected + ')');
    }
}
