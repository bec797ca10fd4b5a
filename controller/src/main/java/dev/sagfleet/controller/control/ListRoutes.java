package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.InstanceStatus;
import dev.sagfleet.controller.inventory.Listings;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.rollout.FirmwareCriterion;
import dev.sagfleet.controller.rollout.Tags;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/** Devices, instances, plans and orders, page by page. */
public final class ListRoutes {
    private final Store store;
    private final TrafficReports reports;
    private final Predicate<SerialNumber> inSession;

    /** @param inSession whether a device is connected now, so that its last rates still count; for any thread */
    public ListRoutes(Store store, TrafficReports reports, Predicate<SerialNumber> inSession) {
        this.store = store;
        this.reports = reports;
        this.inSession = inSession;
    }

    public List<Route> all() {
        return List.of(
                new Route("GET", ControlApi.PREFIX + "devices", this::devices),
                new Route("GET", ControlApi.PREFIX + "instances", this::instances),
                new Route("GET", ControlApi.PREFIX + "plans", this::plans),
                new Route("GET", ControlApi.PREFIX + "orders", this::orders));
    }

    private CompletionStage<ObjectNode> devices(ControlRequest request) {
        ListFilters filters = ListFilters.of(
                request,
                "serial",
                "online",
                "model",
                "firmware",
                "instance",
                "plan",
                "role",
                "user",
                "suspended",
                "pending",
                "refused",
                "site",
                "tag");
        var criteria = new Listings.DeviceCriteria(
                filters.text("serial").map(ControlRoutes::serial),
                filters.flag("online"),
                filters.constant("model", DeviceModel.values(), DeviceModel::label),
                filters.text("firmware").map(ListRoutes::firmware),
                filters.text("instance"),
                filters.text("plan"),
                filters.constant("role", HaRole.values(), ListFilters::label),
                filters.text("user"),
                filters.flag("suspended"),
                filters.flag("pending"),
                filters.flag("refused"),
                filters.text("site"),
                filters.text("tag").map(ListRoutes::tags).orElse(Tags.NONE));
        SliceRequest slice = filters.slice();
        return store.read(reading -> view(
                "devices",
                reading.listings().devices(criteria, slice),
                listed -> ListView.of(
                        listed,
                        inSession.test(listed.device().serial()),
                        reports.rates(listed.device().serial()))));
    }

    private static Tags tags(String text) {
        try {
            return Tags.parse(text);
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest("tag: " + text + " (expected: as ring=a, or several with commas)");
        }
    }

    private static FirmwareCriterion firmware(String text) {
        try {
            return FirmwareCriterion.parse(text);
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private CompletionStage<ObjectNode> instances(ControlRequest request) {
        ListFilters filters = ListFilters.of(request, "status", "model", "plan", "region", "name", "ccn", "arrears");
        var criteria = new Listings.InstanceCriteria(
                filters.constant("status", InstanceStatus.values(), InstanceStatus::apiName),
                filters.constant("model", DeviceModel.values(), DeviceModel::label),
                filters.text("plan"),
                filters.text("region"),
                filters.text("name"),
                filters.text("ccn"),
                filters.flag("arrears"));
        SliceRequest slice = filters.slice();
        return store.read(reading -> view("instances", reading.listings().instances(criteria, slice), ListView::of));
    }

    private CompletionStage<ObjectNode> plans(ControlRequest request) {
        ListFilters filters = ListFilters.of(request, "region", "name", "locked");
        var criteria = new Listings.PlanCriteria(filters.text("region"), filters.text("name"), filters.flag("locked"));
        SliceRequest slice = filters.slice();
        return store.read(reading -> view("plans", reading.listings().plans(criteria, slice), ListView::of));
    }

    private CompletionStage<ObjectNode> orders(ControlRequest request) {
        ListFilters filters = ListFilters.of(request, "status", "kind", "instance");
        var criteria = new Listings.OrderCriteria(
                filters.constant("status", Order.Status.values(), Order.Status::name),
                filters.constant("kind", Order.Kind.values(), Order.Kind::name),
                filters.text("instance"));
        SliceRequest slice = filters.slice();
        return store.read(reading -> view("orders", reading.listings().orders(criteria, slice), ListView::of));
    }

    private static <T> ObjectNode view(String name, Slice<T> slice, Function<T, ObjectNode> item) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode items = view.putArray(name);
        slice.items().forEach(found -> items.add(item.apply(found)));
        slice.next().ifPresent(next -> view.put("next", next));
        return view;
    }
}
