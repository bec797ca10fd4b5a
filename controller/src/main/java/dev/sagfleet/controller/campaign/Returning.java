package dev.sagfleet.controller.campaign;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Upgrades;
import java.util.Optional;

/** Whether a device may run an image again. Source: rollout rule R14. */
final class Returning {
    /**
     * Not if the image cannot be had, as that which a device left the factory with, or is below the security floor that
     * the device has by what it runs now.
     */
    static boolean isAllowed(Reading reading, SerialNumber serial, Digest image) {
        Optional<FirmwareImage> back = reading.images().find(image).filter(FirmwareImage::isAvailable);
        Optional<Device> device = reading.devices().find(serial);
        if (back.isEmpty() || device.isEmpty()) {
            return false;
        }
        int floor = Upgrades.committed(reading, device.get())
                .flatMap(running -> reading.images().find(running))
                .map(running -> running.manifest().securityIndex())
                .orElse(0);
        return back.get().manifest().securityIndex() >= floor;
    }

    private Returning() {}
}
