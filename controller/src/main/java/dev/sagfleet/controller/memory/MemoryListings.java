package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Listings;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The lists, by looking at one row after the other. */
record MemoryListings(MemoryContent content) implements Listings {
    @Override
    public Slice<ListedDevice> devices(DeviceCriteria criteria, SliceRequest request) {
        var condition = new DeviceCondition(criteria);
        String after = request.after().orElse("");
        boolean isNarrow =
                criteria.serial().isPresent() || criteria.instanceId().isPresent();
        Collection<Device> rows = isNarrow
                ? named(criteria).stream()
                        .filter(device ->
                                TextOrder.BY_BYTES.compare(device.serial().text(), after) > 0)
                        .toList()
                : content.devices().after(after);
        return new RowSlices<Device, ListedDevice>(this::listed, condition, listed -> listed.device()
                        .serial()
                        .text())
                .find(rows, isNarrow, request.itemsMax());
    }

    /** The few that are asked for by what they are called, in the order of their serial numbers. */
    private List<Device> named(DeviceCriteria criteria) {
        Optional<SerialNumber> serial = criteria.serial();
        return serial.isPresent()
                ? content.devices().find(serial.get()).stream().toList()
                : content.devices().inOrder(criteria.instanceId().orElseThrow());
    }

    private ListedDevice listed(Device device) {
        Optional<Instance> instance = content.instances().find(device.instanceId());
        List<DeviceAspect> aspects = content.aspects().of(device.serial());
        return new ListedDevice(
                device,
                instance.map(Instance::name).orElse(""),
                instance.flatMap(Instance::acceleration).map(Acceleration::planId),
                aspects.stream().anyMatch(DeviceAspect::isPending),
                aspects.stream().anyMatch(DeviceAspect::isRefused));
    }

    @Override
    public Slice<ListedInstance> instances(InstanceCriteria criteria, SliceRequest request) {
        return new RowSlices<Instance, ListedInstance>(
                        this::listed, listed -> isWanted(criteria, listed), listed -> listed.instance()
                                .id())
                .find(content.instances().after(request.after().orElse("")), false, request.itemsMax());
    }

    private ListedInstance listed(Instance instance) {
        List<Device> devices = content.devices().inOrder(instance.id());
        long online =
                devices.stream().filter(device -> device.presence().online()).count();
        return new ListedInstance(instance, devices.size(), online);
    }

    private static boolean isWanted(InstanceCriteria criteria, ListedInstance listed) {
        Instance instance = listed.instance();
        return isWanted(criteria.status(), instance.status(listed.online() > 0))
                && isWanted(criteria.model(), instance.model())
                && (criteria.planId().isEmpty()
                        || criteria.planId().equals(instance.acceleration().map(Acceleration::planId)))
                && isWanted(criteria.regionId(), instance.regionId())
                && isWanted(criteria.name(), instance.name())
                && (criteria.ccnId().isEmpty() || criteria.ccnId().equals(instance.ccnId()))
                && isWanted(criteria.inArrears(), instance.inArrears());
    }

    @Override
    public Slice<Plan> plans(PlanCriteria criteria, SliceRequest request) {
        return new RowSlices<Plan, Plan>(
                        plan -> plan,
                        plan -> isWanted(criteria.regionId(), plan.regionId())
                                && isWanted(criteria.name(), plan.name())
                                && isWanted(criteria.locked(), !plan.isNormal()),
                        Plan::id)
                .find(content.plans().after(request.after().orElse("")), false, request.itemsMax());
    }

    @Override
    public Slice<Order> orders(OrderCriteria criteria, SliceRequest request) {
        return new RowSlices<Order, Order>(
                        order -> order,
                        order -> isWanted(criteria.status(), order.status())
                                && isWanted(criteria.kind(), order.kind())
                                && isWanted(criteria.instanceId(), order.instanceId()),
                        Order::id)
                .find(content.orders().after(request.after().orElse("")), false, request.itemsMax());
    }

    private static <T> boolean isWanted(Optional<T> wanted, T found) {
        return wanted.isEmpty() || wanted.get().equals(found);
    }
}
