package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/**
 * What the OpenAPI lets be done about the firmware of a box.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/smart-access-gateway">SAG OpenAPI, UpdateSmartAccessGatewayVersion and
 *     RebootSmartAccessGateway</a>
 */
public final class GatewayUpgrades {
    private final Upgrades upgrades;

    /** @param upgrades by which devices are ordered to upgrade */
    public GatewayUpgrades(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    /**
     * A box of an instance, as callers name it.
     *
     * @param serial the active box if absent
     */
    public record Target(String regionId, String instanceId, Optional<String> serial) {
        private Optional<Device> find(Reading reading) {
            return reading.devices().of(instanceId).stream()
                    .filter(box ->
                            serial.isEmpty() || serial.get().equals(box.serial().text()))
                    .findFirst();
        }

        /**
         * The box, which must be there.
         *
         * @throws RejectedException if there is no such instance, it is an app instance, or it has no such box
         */
        public Device require(Reading reading) {
            return require(reading, Rejection.SAG_NOT_FOUND, Rejection.DEVICE_NOT_FOUND);
        }

        /** Likewise, with what the operation answers for an instance and a box that are not there. */
        public Device require(Reading reading, Rejection noInstance, Rejection noDevice) {
            Instance instance = reading.instances().require(regionId, instanceId, noInstance);
            if (instance.isApp()) {
                throw Rejection.SOFTWARE_NOT_SUPPORTED.because(instanceId + ": found an app instance, required boxes");
            }
            return find(reading)
                    .orElseThrow(() -> noDevice.because("no device " + serial.orElse("at all") + " in " + instanceId));
        }
    }

    /**
     * Has a box install a newer version, which comes for its model in the catalogue.
     *
     * @throws RejectedException with the documented error if it cannot
     */
    public Upgrades.Ordered update(
            Transaction transaction, Target target, String versionCode, String commandId, long nowMillis) {
        Instance instance =
                transaction.instances().require(target.regionId(), target.instanceId(), Rejection.INVALID_SMARTAG_ID);
        if (instance.isApp()) {
            throw Rejection.PERMISSION.because(
                    instance.id() + ": found an app instance, whose users upgrade their apps");
        }
        Optional<Device> found = target.find(transaction);
        if (found.isEmpty() && target.serial().isPresent()) {
            throw Rejection.DEVICE_NOT_FOUND.because(
                    "no device " + target.serial().get() + " in " + instance.id());
        }
        Device device = requireReady(instance, found);
        FirmwareImage image = image(transaction, device, versionCode);
        FirmwareVersion running = device.presence().firmware().orElseThrow();
        if (image.version().compareTo(running) <= 0) {
            throw Rejection.VERSION_TOO_OLD.because(
                    "found " + image.version() + ", required later than " + running + " which runs");
        }
        return upgrades.order(
                transaction,
                UpgradeOrder.now(device.serial(), image.digest(), FirmwareJob.Origin.API),
                commandId,
                nowMillis);
    }

    private static Device requireReady(Instance instance, Optional<Device> found) {
        if (instance.inArrears()) {
            throw Rejection.IN_ARREARS.because(instance.id() + ": payment overdue");
        }
        Device device = found.filter(box -> box.presence().firmware().isPresent())
                .orElseThrow(() -> Rejection.NOT_ACTIVATED.because(
                        instance.id() + ": found no box that was ever connected, required one"));
        if (instance.ccnId().isEmpty()) {
            throw Rejection.NOT_BOUND_CCN.because(instance.id() + ": bound to no CCN");
        }
        requireOnline(device);
        if (!device.presence().slots().knowsUpgrades()) {
            throw Rejection.STATE_UNKNOWN.because(device.serial() + ": found no slots in its Hello, required some");
        }
        return device;
    }

    private static FirmwareImage image(Reading reading, Device device, String versionCode) {
        return parse(versionCode)
                .flatMap(version -> reading.images().find(device.model(), version))
                .filter(FirmwareImage::isAvailable)
                .orElseThrow(() -> Rejection.VERSION_UNKNOWN.because(
                        "found version " + versionCode + ", required one in the catalogue for "
                                + device.model().label()));
    }

    private static Optional<FirmwareVersion> parse(String text) {
        try {
            return Optional.of(FirmwareVersion.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Has a box boot.
     *
     * @throws RejectedException if there is no such box, or it is not connected
     */
    public static SerialNumber reboot(Transaction transaction, Target target, String commandId) {
        Device device = target.require(transaction);
        requireOnline(device);
        return Upgrades.reboot(transaction, device.serial(), commandId).serial();
    }

    private static void requireOnline(Device device) {
        if (!device.presence().online()) {
            throw Rejection.NOT_ONLINE.because(device.serial() + ": found offline, required online");
        }
    }
}
