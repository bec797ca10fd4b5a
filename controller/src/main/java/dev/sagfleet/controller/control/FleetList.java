package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Listings;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.telemetry.TrafficRates;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The whole fleet page by page, with all that a rehearsal wants to know of a device: for programs, which make devices like
 * these of it. Keys are not among it.
 */
public final class FleetList {
    private static final long BITS_PER_MEGABIT = 1_000_000;

    private final Store store;
    private final TrafficReports reports;

    public FleetList(Store store, TrafficReports reports) {
        this.store = store;
        this.reports = reports;
    }

    public List<Route> all() {
        return List.of(new Route("GET", ControlApi.PREFIX + "fleet", this::fleet));
    }

    private CompletionStage<ObjectNode> fleet(ControlRequest request) {
        SliceRequest slice = ListFilters.of(request).slice();
        return store.read(reading -> {
            Slice<Listings.ListedDevice> page = reading.listings().devices(Listings.DeviceCriteria.ALL, slice);
            ObjectNode view = JsonNodeFactory.instance.objectNode().put("nowMillis", request.nowMillis());
            ArrayNode devices = view.putArray("devices");
            for (Listings.ListedDevice listed : page.items()) {
                Device device = listed.device();
                reading.instances()
                        .find(device.instanceId())
                        .ifPresent(instance -> devices.add(view(reading, device, instance)));
            }
            page.next().ifPresent(next -> view.put("next", next));
            return view;
        });
    }

    private ObjectNode view(Reading reading, Device device, Instance instance) {
        SerialNumber serial = device.serial();
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("serial", serial.text());
        view.put("instanceId", instance.id()).put("instanceName", instance.name());
        view.put("regionId", instance.regionId());
        view.put("model", device.model().label());
        view.put("haType", instance.haType().apiName());
        view.put("role", ListFilters.label(device.role()));
        device.user().ifPresent(user -> view.put("user", user));
        view.put(
                "bitsPerSecond",
                device.userBandwidth().map(Bandwidth::bitsPerSecond).orElse(instance.megabits() * BITS_PER_MEGABIT));
        PlaceFields.put(view, device, instance);
        view.put("online", device.presence().online());
        Optional<FirmwareVersion> firmware = device.presence().firmware();
        view.put("firmware", firmware.map(FirmwareVersion::toString).orElse(null));
        if (firmware.isPresent()) {
            view.put("knowsUpgrades", device.presence().slots().knowsUpgrades());
        }
        Upgrades.committed(reading, device).map(Digest::hex).ifPresent(running -> view.put("running", running));
        reports.rates(serial).filter(rates -> rates.intervalNanos() > 0).ifPresent(rates -> putOffered(view, rates));
        return view;
    }

    /** The mean of both directions. */
    private static void putOffered(ObjectNode view, TrafficRates rates) {
        long accelerated = rates.uplink().accelerated().offeredBytes()
                + rates.downlink().accelerated().offeredBytes();
        long other =
                rates.uplink().other().offeredBytes() + rates.downlink().other().offeredBytes();
        view.putObject("offered")
                .put("acceleratedBitsPerSecond", Math.round(rates.bitsPerSecond(accelerated) / 2))
                .put("otherBitsPerSecond", Math.round(rates.bitsPerSecond(other) / 2));
    }
}
