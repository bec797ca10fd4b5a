package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Digest;
import java.util.Optional;

/** What must be so for a device to be ordered an image. */
final class UpgradeConditions {
    /** An image that can be had, for a device that knows what to do with it. */
    static FirmwareImage requireUsable(Reading reading, Digest digest, Upgradable device) {
        FirmwareImage image = reading.images().require(digest);
        if (!image.isAvailable()) {
            throw Rejection.IMAGE_WITHDRAWN.because("image " + digest + ": found withdrawn, required available");
        }
        if (!image.isFor(device.model())) {
            throw Rejection.IMAGE_MISMATCH.because(
                    "image " + digest + ": found none for " + device.model().label() + ", required one");
        }
        requireKnowsUpgrades(device);
        return image;
    }

    static void requireOther(FirmwareImage image, Upgradable device) {
        if (device.running().equals(Optional.of(image.digest()))) {
            throw Rejection.IMAGE_RUNS.because(device.serial() + ": found " + image.version()
                    + " of this digest running, required another image, or force");
        }
    }

    /** One that was never seen may turn out to know them. */
    static void requireKnowsUpgrades(Upgradable device) {
        if (device.firmware().isPresent() && !device.slots().knowsUpgrades()) {
            throw Rejection.UPGRADES_NOT_SUPPORTED.because(
                    device.serial() + ": found no slots in its Hello, required a device that says what is in them");
        }
    }

    private UpgradeConditions() {}
}
