package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.controller.inventory.Ccn;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.InstanceQuery.VersionFilter;
import java.util.Optional;
import java.util.function.Predicate;

/** The filters of an {@link InstanceQuery}, but for what finds an instance by one of its devices. */
record InstanceCondition(InstanceQuery query, MemoryDevices devices, MemoryCcns ccns) implements Predicate<Instance> {
    @Override
    public boolean test(Instance instance) {
        return isWanted(query.regionId(), instance.regionId())
                && (query.ids().isEmpty() || query.ids().contains(instance.id()))
                && isWanted(query.name(), instance.name())
                && isWanted(query.inArrears(), instance.inArrears())
                && isWanted(query.software(), instance.isApp())
                && isWanted(query.model(), instance.model())
                && (query.ccnId().isEmpty() || query.ccnId().equals(instance.ccnId()))
                && (query.ccnName().isEmpty() || query.ccnName().equals(ccnName(instance)))
                && (query.status().isEmpty()
                        || query.status().get() == instance.status(devices.anyOnline(instance.id())))
                && query.version().map(version -> hasActive(instance, version)).orElse(true);
    }

    private static <T> boolean isWanted(Optional<T> wanted, T found) {
        return wanted.isEmpty() || wanted.get().equals(found);
    }

    private Optional<String> ccnName(Instance instance) {
        return instance.ccnId().flatMap(ccns::find).map(Ccn::name);
    }

    private boolean hasActive(Instance instance, VersionFilter filter) {
        return !instance.isApp()
                && devices.inOrder(instance.id()).stream()
                        .filter(device -> device.role() == HaRole.ACTIVE)
                        .flatMap(device -> device.presence().firmware().stream())
                        .anyMatch(version -> isMet(filter, version));
    }

    private static boolean isMet(VersionFilter filter, FirmwareVersion version) {
        int order = version.compareTo(filter.version());
        return switch (filter.comparator()) {
            case GREATER -> order > 0;
            case LESS -> order < 0;
            case EQUALS -> order == 0;
        };
    }
}
