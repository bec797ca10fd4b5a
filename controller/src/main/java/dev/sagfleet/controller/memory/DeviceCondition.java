package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Listings.DeviceCriteria;
import dev.sagfleet.controller.inventory.Listings.ListedDevice;
import dev.sagfleet.controller.rollout.FirmwareCriterion;
import java.util.Optional;
import java.util.function.Predicate;

/** The criteria of a list of devices. */
record DeviceCondition(DeviceCriteria criteria) implements Predicate<ListedDevice> {
    @Override
    public boolean test(ListedDevice listed) {
        Device device = listed.device();
        return isWanted(criteria.serial(), device.serial())
                && isWanted(criteria.instanceId(), device.instanceId())
                && isWanted(criteria.online(), device.presence().online())
                && isWanted(criteria.model(), device.model())
                && (criteria.planId().isEmpty() || criteria.planId().equals(listed.planId()))
                && isWanted(criteria.role(), device.role())
                && (criteria.user().isEmpty() || criteria.user().equals(device.user()))
                && isWanted(criteria.suspended(), device.presence().suspended())
                && (criteria.site().isEmpty()
                        || criteria.site().equals(device.place().site()))
                && device.place().tags().haveAll(criteria.tags())
                && isWanted(criteria.pending(), listed.isPending())
                && isWanted(criteria.refused(), listed.isRefused())
                && criteria.firmware()
                        .map(firmware -> runs(firmware, device.presence().firmware()))
                        .orElse(true);
    }

    private static <T> boolean isWanted(Optional<T> wanted, T found) {
        return wanted.isEmpty() || wanted.get().equals(found);
    }

    private static boolean runs(FirmwareCriterion criterion, Optional<FirmwareVersion> running) {
        if (criterion.version().isEmpty() || running.isEmpty()) {
            return criterion.version().isEmpty() && running.isEmpty();
        }
        int order = running.get().compareTo(criterion.version().get());
        return switch (criterion.comparison()) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
