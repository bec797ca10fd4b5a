package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/**
 * What of a device says whether it can be ordered to install an image.
 *
 * @param firmware what it runs; absent if it was never seen
 * @param slots what it last said of its slots
 */
public record Upgradable(
        SerialNumber serial, DeviceModel model, Optional<FirmwareVersion> firmware, ReportedSlots slots) {
    public Upgradable {
        requireNonNull(serial, "serial");
        requireNonNull(model, "model");
        requireNonNull(firmware, "firmware");
        requireNonNull(slots, "slots");
    }

    static Upgradable of(Device device) {
        return new Upgradable(
                device.serial(),
                device.model(),
                device.presence().firmware(),
                device.presence().slots());
    }

    /** The digest of what it runs, as it last said. */
    Optional<Digest> running() {
        return firmware.flatMap(version -> slots.report(model, version))
                .map(FirmwareReport::running)
                .flatMap(FirmwareReport.SlotReport::digest);
    }
}
