package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.inventory.DeviceRegistration;
import dev.sagfleet.controller.inventory.DeviceRequest;
import dev.sagfleet.controller.inventory.DrawnIdentity;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.Transaction;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Devices and images as a store has them, that nobody runs. */
final class StoredDevices {
    private static final int SIGNATURE_BYTES = 64;
    private static final int IMAGE_BYTES = 64 << 20;

    /** The serial numbers that {@link BareWriter#serial} counts. */
    static SerialNumber serial(long number) {
        return new SerialNumber(BareWriter.serial(number));
    }

    static void register(Transaction transaction, SerialNumber serial) {
        var request = new DeviceRequest(
                Optional.of(serial),
                DeviceModel.SAG_1000,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var drawn = new DrawnIdentity(serial, "sag-" + serial, new DeviceKey("0".repeat(64)));
        DeviceRegistration.register(transaction, request, drawn, 0);
    }

    static FirmwareImage image(String version) {
        var manifest = new Manifest(
                List.of(DeviceModel.SAG_1000, DeviceModel.SAG_100WM),
                FirmwareVersion.parse(version),
                IMAGE_BYTES,
                Digest.ofText(version),
                Optional.empty(),
                0,
                "factory",
                List.of());
        String signature = Base64.getEncoder().encodeToString(new byte[SIGNATURE_BYTES]);
        return FirmwareImage.of(
                new SignedManifest(ManifestCodec.write(manifest), signature),
                Optional.empty(),
                FirmwareImage.State.AVAILABLE,
                0);
    }

    private StoredDevices() {}
}
