package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.FirmwareCounts;
import dev.sagfleet.controller.inventory.FirmwareCounts.Count;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Overview;
import dev.sagfleet.controller.inventory.Overview.DeviceCount;
import dev.sagfleet.controller.inventory.Overview.ModelCount;
import dev.sagfleet.controller.inventory.Overview.PlanUse;
import dev.sagfleet.controller.inventory.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Counts and sums over all tables. */
final class MemoryOverview {
    /** Devices that were never seen come first, as in a database. */
    private static final Comparator<Optional<FirmwareVersion>> BY_VERSION =
            (one, other) -> one.isPresent() && other.isPresent()
                    ? one.get().compareTo(other.get())
                    : Boolean.compare(one.isPresent(), other.isPresent());

    static Overview overview(MemoryContent content) {
        Collection<Plan> plans = content.plans().byCreation();
        return new Overview(
                models(content.devices().all()),
                firmware(content.devices().all()),
                plans.stream()
                        .limit(Overview.PLANS_MAX)
                        .map(plan -> use(content, plan))
                        .toList(),
                plans.size(),
                refused(content.aspects().all()),
                suspended(content.devices().all()));
    }

    private static List<ModelCount> models(Collection<Device> devices) {
        return DeviceSum.grouped(devices, Device::model, Comparator.comparing(DeviceModel::name)).entrySet().stream()
                .map(group -> new ModelCount(
                        group.getKey(),
                        group.getValue().registered(),
                        group.getValue().online()))
                .toList();
    }

    static FirmwareCounts firmware(Collection<Device> devices) {
        List<Count> all =
                DeviceSum.grouped(devices, device -> device.presence().firmware(), BY_VERSION).values().stream()
                        .map(DeviceSum::toCount)
                        .sorted(Comparator.comparingLong(Count::registered).reversed())
                        .toList();
        int told = Math.min(all.size(), FirmwareCounts.VERSIONS_MAX);
        List<Count> others = all.subList(told, all.size());
        return new FirmwareCounts(
                all.subList(0, told),
                new Count(FirmwareCounts.OTHERS, sum(others, Count::registered), sum(others, Count::online)));
    }

    private static long sum(List<Count> counts, ToLongFunction<Count> part) {
        return counts.stream().mapToLong(part).sum();
    }

    private static PlanUse use(MemoryContent content, Plan plan) {
        List<Instance> instances = content.instances().associatedWith(plan.id());
        long peaks = instances.stream()
                .flatMap(instance -> instance.acceleration().stream())
                .mapToLong(Acceleration::megabits)
                .sum();
        return new PlanUse(plan, instances.size(), peaks);
    }

    private static DeviceCount refused(Collection<List<DeviceAspect>> aspects) {
        return count(aspects.stream()
                .filter(known -> known.stream().anyMatch(DeviceAspect::isRefused))
                .map(known -> known.get(0).serial())
                .iterator());
    }

    private static DeviceCount suspended(Collection<Device> devices) {
        return count(devices.stream()
                .filter(device -> device.presence().suspended())
                .map(Device::serial)
                .iterator());
    }

    /** @param serials in order */
    private static DeviceCount count(Iterator<SerialNumber> serials) {
        List<SerialNumber> first = new ArrayList<>();
        long count = 0;
        while (serials.hasNext()) {
            SerialNumber serial = serials.next();
            if (count < Overview.SERIALS_MAX) {
                first.add(serial);
            }
            count++;
        }
        return new DeviceCount(count, first);
    }

    private MemoryOverview() {}
}
