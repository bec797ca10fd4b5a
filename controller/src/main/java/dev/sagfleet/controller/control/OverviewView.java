package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.inventory.FirmwareCounts;
import dev.sagfleet.controller.inventory.Overview;
import dev.sagfleet.controller.inventory.Overview.DeviceCount;
import dev.sagfleet.controller.inventory.Overview.ModelCount;
import dev.sagfleet.controller.inventory.Overview.PlanUse;
import dev.sagfleet.controller.telemetry.PassedTraffic;
import java.util.stream.Stream;

/** The whole fleet at a glance: who is there, what was refused, what passes. */
final class OverviewView {
    static ObjectNode of(Overview overview, PassedTraffic passed) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        putDevices(view.putObject("devices"), overview);
        putFirmware(view.putArray("firmware"), overview.firmware());
        ObjectNode plans = view.putObject("plans").put("count", overview.planCount());
        ArrayNode first = plans.putArray("first");
        overview.plans().forEach(use -> putPlan(first.addObject(), use));
        putCount(view.putObject("refused"), overview.refused());
        putCount(view.putObject("suspended"), overview.suspended());
        ObjectNode traffic = view.putObject("passed").put("devices", passed.devices());
        putDirection(traffic.putObject("uplink"), passed.uplink());
        putDirection(traffic.putObject("downlink"), passed.downlink());
        return view;
    }

    private static void putDevices(ObjectNode fields, Overview overview) {
        fields.put(
                "registered",
                overview.models().stream().mapToLong(ModelCount::registered).sum());
        fields.put(
                "online",
                overview.models().stream().mapToLong(ModelCount::online).sum());
        ArrayNode models = fields.putArray("models");
        for (ModelCount count : overview.models()) {
            models.addObject()
                    .put("model", count.model().label())
                    .put("registered", count.registered())
                    .put("online", count.online());
        }
    }

    private static void putFirmware(ArrayNode versions, FirmwareCounts counts) {
        Stream.concat(counts.versions().stream(), Stream.of(counts.others()))
                .filter(count -> count.registered() > 0)
                .forEach(count -> versions.addObject()
                        .put("firmware", count.firmware())
                        .put("registered", count.registered())
                        .put("online", count.online()));
    }

    private static void putPlan(ObjectNode fields, PlanUse use) {
        fields.put("id", use.plan().id())
                .put("name", use.plan().name())
                .put("regionId", use.plan().regionId())
                .put("bandwidthMbps", use.plan().megabits())
                .put("instances", use.instances())
                .put("peaksMbps", use.peakMegabits());
    }

    private static void putCount(ObjectNode fields, DeviceCount devices) {
        ArrayNode serials = fields.put("devices", devices.count()).putArray("first");
        devices.first().forEach(serial -> serials.add(serial.text()));
    }

    private static void putDirection(ObjectNode fields, PassedTraffic.Direction direction) {
        fields.put("acceleratedBitsPerSecond", direction.accelerated());
        fields.put("otherBitsPerSecond", direction.other());
    }

    private OverviewView() {}
}
