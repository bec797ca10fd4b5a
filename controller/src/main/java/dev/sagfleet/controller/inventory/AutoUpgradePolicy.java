package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.UpgradeSchedule;
import java.util.Optional;

/**
 * When a device is upgraded by itself to the newest image of its model.
 *
 * @param type what begins an upgrade
 * @param schedule kept also where it begins none
 * @param dueMillis when its next upgrade begins, in milliseconds since 1970; absent if time begins none
 * @see <a href="https://www.alibabacloud.com/help/en/smart-access-gateway">SAG OpenAPI, ModifyDeviceAutoUpgradePolicy</a>
 */
public record AutoUpgradePolicy(SerialNumber serial, Type type, UpgradeSchedule schedule, Optional<Long> dueMillis) {
    /** What begins an upgrade. */
    public enum Type {
        /** The time. */
        SCHEDULED,
        /** A boot of the device. */
        BOOT,
        /** A person. */
        MANUAL
    }

    public AutoUpgradePolicy {
        requireNonNull(serial, "serial");
        requireNonNull(type, "type");
        requireNonNull(schedule, "schedule");
        requireNonNull(dueMillis, "dueMillis");
    }
}
