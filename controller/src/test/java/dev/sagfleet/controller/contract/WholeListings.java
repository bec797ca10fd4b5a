package dev.sagfleet.controller.contract;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.InstanceStatus;
import dev.sagfleet.controller.inventory.Listings.DeviceCriteria;
import dev.sagfleet.controller.inventory.Listings.InstanceCriteria;
import dev.sagfleet.controller.inventory.Listings.OrderCriteria;
import dev.sagfleet.controller.inventory.Listings.PlanCriteria;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.rollout.FirmwareCriterion;
import dev.sagfleet.controller.rollout.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All lists, without a criterion and under each value of each one, in parts of several sizes. */
final class WholeListings {
    private static final List<String> FIRMWARE = List.of("2.4.0", "<2.4", "<=2.4.0", ">2.3.9", ">=2.10", "unknown");
    private static final List<Boolean> EITHER = List.of(true, false);

    private final List<String> lines = new ArrayList<>();

    static List<String> of(Reading reading) {
        var whole = new WholeListings();
        whole.addDevices(reading);
        whole.addInstances(reading);
        whole.addRest(reading);
        return whole.lines;
    }

    private void addDevices(Reading reading) {
        List<DeviceCriteria> wanted = new ArrayList<>();
        wanted.add(device(new SerialNumber("none"), 0));
        RandomRows.SERIALS.forEach(serial -> wanted.add(device(new SerialNumber(serial), 1)));
        EITHER.forEach(online -> wanted.add(device(online, 2)));
        List.of(DeviceModel.values()).forEach(model -> wanted.add(device(model, 3)));
        FIRMWARE.forEach(firmware -> wanted.add(device(FirmwareCriterion.parse(firmware), 4)));
        RandomRows.IDS.forEach(id -> wanted.add(device(id, 5)));
        RandomRows.PLANS.forEach(plan -> wanted.add(device(plan, 6)));
        List.of(HaRole.values()).forEach(role -> wanted.add(device(role, 7)));
        RandomRows.NAMES.forEach(user -> wanted.add(device(user, 8)));
        EITHER.forEach(so -> {
            wanted.add(device(so, 9));
            wanted.add(device(so, 10));
            wanted.add(device(so, 11));
        });
        RandomRows.SITES.forEach(site -> wanted.add(device(site, 12)));
        RandomRows.TAGS.forEach(tags -> wanted.add(device(Tags.parse(tags), 13)));
        wanted.forEach(criteria -> add(criteria, request -> reading.listings().devices(criteria, request)));
    }

    /** @param place of the one criterion that is given; 0 for none */
    private static DeviceCriteria device(Object value, int place) {
        return new DeviceCriteria(
                at(place, 1, value, SerialNumber.class),
                at(place, 2, value, Boolean.class),
                at(place, 3, value, DeviceModel.class),
                at(place, 4, value, FirmwareCriterion.class),
                at(place, 5, value, String.class),
                at(place, 6, value, String.class),
                at(place, 7, value, HaRole.class),
                at(place, 8, value, String.class),
                at(place, 9, value, Boolean.class),
                at(place, 10, value, Boolean.class),
                at(place, 11, value, Boolean.class),
                at(place, 12, value, String.class),
                at(place, 13, value, Tags.class).orElse(Tags.NONE));
    }

    private void addInstances(Reading reading) {
        List<InstanceCriteria> wanted = new ArrayList<>();
        wanted.add(instance("", 0));
        List.of(InstanceStatus.values()).forEach(status -> wanted.add(instance(status, 1)));
        List.of(DeviceModel.values()).forEach(model -> wanted.add(instance(model, 2)));
        RandomRows.PLANS.forEach(plan -> wanted.add(instance(plan, 3)));
        RandomRows.REGIONS.forEach(region -> wanted.add(instance(region, 4)));
        RandomRows.NAMES.forEach(name -> wanted.add(instance(name, 5)));
        RandomRows.CCNS.forEach(ccn -> wanted.add(instance(ccn, 6)));
        EITHER.forEach(inArrears -> wanted.add(instance(inArrears, 7)));
        wanted.forEach(criteria -> add(criteria, request -> reading.listings().instances(criteria, request)));
    }

    private static InstanceCriteria instance(Object value, int place) {
        return new InstanceCriteria(
                at(place, 1, value, InstanceStatus.class),
                at(place, 2, value, DeviceModel.class),
                at(place, 3, value, String.class),
                at(place, 4, value, String.class),
                at(place, 5, value, String.class),
                at(place, 6, value, String.class),
                at(place, 7, value, Boolean.class));
    }

    private void addRest(Reading reading) {
        List<PlanCriteria> plans = new ArrayList<>();
        plans.add(new PlanCriteria(Optional.empty(), Optional.empty(), Optional.empty()));
        RandomRows.REGIONS.forEach(
                region -> plans.add(new PlanCriteria(Optional.of(region), Optional.empty(), Optional.empty())));
        RandomRows.NAMES.forEach(
                name -> plans.add(new PlanCriteria(Optional.empty(), Optional.of(name), Optional.empty())));
        EITHER.forEach(locked -> plans.add(new PlanCriteria(Optional.empty(), Optional.empty(), Optional.of(locked))));
        plans.forEach(criteria -> add(criteria, request -> reading.listings().plans(criteria, request)));

        List<OrderCriteria> orders = new ArrayList<>();
        orders.add(new OrderCriteria(Optional.empty(), Optional.empty(), Optional.empty()));
        List.of(Order.Status.values())
                .forEach(status ->
                        orders.add(new OrderCriteria(Optional.of(status), Optional.empty(), Optional.empty())));
        List.of(Order.Kind.values())
                .forEach(kind -> orders.add(new OrderCriteria(Optional.empty(), Optional.of(kind), Optional.empty())));
        RandomRows.IDS.forEach(
                id -> orders.add(new OrderCriteria(Optional.empty(), Optional.empty(), Optional.of(id))));
        orders.forEach(criteria -> add(criteria, request -> reading.listings().orders(criteria, request)));
    }

    private static <T> Optional<T> at(int place, int own, Object value, Class<T> type) {
        return place == own ? Optional.of(type.cast(value)) : Optional.empty();
    }

    /** Reads a list to its end, in parts of one, of two and of as many as there may be. */
    private <T> void add(Object criteria, Function<SliceRequest, Slice<T>> list) {
        for (int size : List.of(1, 2, SliceRequest.ITEMS_MAX)) {
            Optional<String> after = Optional.empty();
            do {
                Slice<T> slice = list.apply(new SliceRequest(after, size));
                lines.add(criteria + ", " + size + " after " + after + ": " + slice);
                after = slice.next();
            } while (after.isPresent());
        }
    }

    private WholeListings() {}
}
