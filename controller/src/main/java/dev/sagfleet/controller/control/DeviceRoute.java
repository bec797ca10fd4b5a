package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.firmware.FirmwareKey;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceRegistration;
import dev.sagfleet.controller.inventory.DeviceRequest;
import dev.sagfleet.controller.inventory.DrawnIdentity;
import dev.sagfleet.controller.inventory.HaType;
import dev.sagfleet.controller.inventory.Store;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Registers a device that is of no simulated fleet, and tells it what it needs to connect. */
public final class DeviceRoute {
    private final Store store;
    private final List<String> regionIds;
    private final Supplier<DrawnIdentity> identities;
    private final IntSupplier devicePort;
    private final List<FirmwareKey> firmwareKeys;
    private final Events events;

    /**
     * A route on this inventory.
     *
     * @param regionIds those that there are
     * @param identities another one each time; their keys are secrets
     * @param devicePort where the device is to connect
     * @param firmwareKeys that it is to know
     */
    public DeviceRoute(
            Store store,
            List<String> regionIds,
            Supplier<DrawnIdentity> identities,
            IntSupplier devicePort,
            List<FirmwareKey> firmwareKeys,
            Events events) {
        this.store = store;
        this.regionIds = List.copyOf(regionIds);
        this.identities = identities;
        this.devicePort = devicePort;
        this.firmwareKeys = List.copyOf(firmwareKeys);
        this.events = events;
    }

    public Route registration() {
        return new Route("POST", "/_sag/devices", this::register);
    }

    private CompletionStage<ObjectNode> register(ControlRequest request) {
        DeviceRequest wanted = parse(request);
        DrawnIdentity drawn = identities.get();
        return store.write(
                        transaction -> {
                            long before = transaction.devices().count();
                            Device device =
                                    DeviceRegistration.register(transaction, wanted, drawn, request.nowMillis());
                            return new Registered(device, transaction.devices().count() > before);
                        },
                        registered -> {
                            if (registered.isNew()) {
                                events.publish(changed(registered.device()));
                            }
                        })
                .thenApply(registered -> view(registered.device()));
    }

    private record Registered(Device device, boolean isNew) {}

    private static ControllerEvent changed(Device device) {
        return ControllerEvent.Changed.of(
                EventKind.REGISTERED, device.serial(), device.model().label() + " of instance " + device.instanceId());
    }

    private DeviceRequest parse(ControlRequest request) {
        request.requireOnly(PlaceFields.with(
                "serial",
                "model",
                "instanceId",
                "regionId",
                "bandwidthMbps",
                "haType",
                "user",
                "userBandwidthKbps",
                "ccnId"));
        Optional<SerialNumber> serial = request.optionalText("serial").map(ControlRoutes::serial);
        String label = request.text("model");
        DeviceModel model = DeviceModel.labelled(label)
                .orElseThrow(() -> ControlException.badRequest("model: " + label + " (expected: one of "
                        + names(Arrays.stream(DeviceModel.values())
                                .map(DeviceModel::label)
                                .toList()) + ')'));
        Optional<String> user = request.optionalText("user");
        user.ifPresent(DeviceRoute::requireUser);
        return new DeviceRequest(
                        serial,
                        model,
                        request.optionalText("instanceId"),
                        request.optionalText("regionId").map(this::region),
                        request.number("bandwidthMbps", 1, 100_000),
                        request.optionalText("haType").map(DeviceRoute::haType),
                        user,
                        request.number("userBandwidthKbps", 1, 100_000_000).map(Bandwidth::ofKilobits),
                        request.optionalText("ccnId"))
                .at(PlaceFields.read(request));
    }

    private String region(String id) {
        if (!regionIds.contains(id)) {
            throw ControlException.badRequest("regionId: " + id + " (expected: one of " + names(regionIds) + ')');
        }
        return id;
    }

    private static HaType haType(String name) {
        return HaType.named(name)
                .orElseThrow(() -> ControlException.badRequest("haType: " + name + " (expected: one of "
                        + names(Arrays.stream(HaType.values())
                                .map(HaType::apiName)
                                .toList()) + ')'));
    }

    private static void requireUser(String user) {
        try {
            Hello.requireUser(user);
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static String names(List<String> all) {
        return String.join(", ", all);
    }

    private ObjectNode view(Device device) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("serial", device.serial().text());
        view.put("key", device.key().hex());
        view.put("instanceId", device.instanceId());
        view.put("model", device.model().label());
        device.user().ifPresent(user -> view.put("user", user));
        view.put("devicePort", devicePort.getAsInt());
        view.put("path", MessageCodec.PATH);
        view.set("firmwareKeys", ImageView.ofKeys(firmwareKeys));
        return view;
    }
}
