package dev.sagfleet.controller.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What an image is to be, before its bytes are known; its members as in {@link Manifest}. */
public record ImageDescription(
        List<DeviceModel> models,
        FirmwareVersion version,
        Optional<FirmwareVersion> minimumVersion,
        int securityIndex,
        String keyId,
        List<String> withdrawnKeys) {
    public ImageDescription {
        models = List.copyOf(models);
        withdrawnKeys = List.copyOf(withdrawnKeys);
        requireNonNull(version, "version");
        requireNonNull(minimumVersion, "minimumVersion");
        requireNonNull(keyId, "keyId");
    }

    /**
     * What is to be signed of it.
     *
     * @throws IllegalArgumentException if there is no such manifest
     */
    public Manifest manifest(long sizeBytes, Digest digest) {
        return new Manifest(models, version, sizeBytes, digest, minimumVersion, securityIndex, keyId, withdrawnKeys);
    }

    /**
     * The seed of the bytes of such an image, so that no two versions and models have the same ones.
     *
     * @param chosen by whoever wants other bytes for the same version and models
     */
    long seed(long chosen) {
        List<String> labels = models.stream().map(DeviceModel::label).toList();
        Digest mixed = Digest.ofText("image " + String.join(",", labels) + ' ' + version.sortKey() + ' ' + chosen);
        return ByteBuffer.wrap(HexFormat.of().parseHex(mixed.hex())).getLong();
    }
}
