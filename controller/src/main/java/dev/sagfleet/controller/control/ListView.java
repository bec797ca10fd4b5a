package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Telemetry.Traffic;
import dev.sagfleet.controller.inventory.Acceleration;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Listings;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Plan;
import dev.sagfleet.controller.telemetry.TrafficRates;
import java.util.Optional;

/** What stands in a list: an item's own fields, all flat. */
final class ListView {
    /** @param current whether the device is in session, so that its rates are of now and are shown */
    static ObjectNode of(Listings.ListedDevice listed, boolean current, Optional<TrafficRates> rates) {
        Device device = listed.device();
        ObjectNode view = fields().put("serial", device.serial().text())
                .put("instanceId", device.instanceId())
                .put("instanceName", listed.instanceName())
                .put("model", device.model().label());
        device.user().ifPresent(user -> view.put("user", user));
        view.put("online", device.presence().online())
                .put(
                        "firmware",
                        device.presence()
                                .firmware()
                                .map(FirmwareVersion::toString)
                                .orElse(null))
                .put("role", ListFilters.label(device.role()))
                .put("planId", listed.planId().orElse(null))
                .put("suspended", device.presence().suspended())
                .put("pending", listed.isPending())
                .put("refused", listed.isRefused());
        PlaceFields.put(view, device.place());
        rates.filter(measured -> current).ifPresent(measured -> view.put(
                        "uplinkBitsPerSecond", measured.bitsPerSecond(passed(measured.uplink())))
                .put("downlinkBitsPerSecond", measured.bitsPerSecond(passed(measured.downlink()))));
        return view;
    }

    private static long passed(Traffic traffic) {
        return traffic.accelerated().passedBytes() + traffic.other().passedBytes();
    }

    static ObjectNode of(Listings.ListedInstance listed) {
        Instance instance = listed.instance();
        return fields().put("id", instance.id())
                .put("name", instance.name())
                .put("regionId", instance.regionId())
                .put("model", instance.model().label())
                .put("haType", instance.haType().apiName())
                .put("status", instance.status(listed.online() > 0).apiName())
                .put("arrears", instance.inArrears())
                .put("ccnId", instance.ccnId().orElse(null))
                .put("bandwidthMbps", instance.megabits())
                .put("userCount", instance.userCount())
                .put("planId", instance.acceleration().map(Acceleration::planId).orElse(null))
                .put(
                        "accelerationMbps",
                        instance.acceleration().map(Acceleration::megabits).orElse(null))
                .put("devices", listed.devices())
                .put("online", listed.online());
    }

    static ObjectNode of(Plan plan) {
        return fields().put("id", plan.id())
                .put("name", plan.name())
                .put("regionId", plan.regionId())
                .put("bandwidthMbps", plan.megabits())
                .put("lockReason", plan.lockReason().orElse(null));
    }

    static ObjectNode of(Order order) {
        return fields().put("id", order.id())
                .put("instanceId", order.instanceId())
                .put("kind", order.kind().name())
                .put("from", order.from())
                .put("to", order.to())
                .put("status", order.status().name());
    }

    private static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    private ListView() {}
}
