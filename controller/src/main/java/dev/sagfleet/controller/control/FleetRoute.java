package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.MessageCodec;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.firmware.FirmwareKey;
import dev.sagfleet.controller.inventory.FleetRegistration;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Registers a part of a fleet at once, all of it or nothing, and tells each of its devices what it needs to connect. */
public final class FleetRoute {
    /** In one request. */
    public static final int DEVICES_MAX = 1000;

    private final Store store;
    private final Supplier<DeviceKey> keys;
    private final IntSupplier devicePort;
    private final List<FirmwareKey> firmwareKeys;
    private final Events events;
    private final AtomicLong latestMillis = new AtomicLong();

    /**
     * A route on this inventory.
     *
     * @param keys another one each time, for the devices that come without; they are secrets
     * @param devicePort where the devices are to connect
     * @param firmwareKeys that they are to know
     */
    public FleetRoute(
            Store store,
            Supplier<DeviceKey> keys,
            IntSupplier devicePort,
            List<FirmwareKey> firmwareKeys,
            Events events) {
        this.store = store;
        this.keys = keys;
        this.devicePort = devicePort;
        this.firmwareKeys = List.copyOf(firmwareKeys);
        this.events = events;
    }

    public Route registration() {
        return new Route("POST", "/_sag/fleet", this::register);
    }

    private CompletionStage<ObjectNode> register(ControlRequest request) {
        FleetBatch batch = FleetBatch.read(request, keys, reserve(request.nowMillis()));
        return store.write(transaction -> FleetRegistration.register(
                        transaction, batch.ccns(), batch.plans(), batch.sites(), batch.drawnKeys()))
                .thenApply(registered -> {
                    if (registered.added() > 0) {
                        events.publish(ControllerEvent.Changed.of(
                                EventKind.REGISTERED, "fleet", registered.added() + " devices"));
                    }
                    return view(registered);
                });
    }

    /** A millisecond for each thing of a request, so that lists show a fleet in the order in which it came. */
    private long reserve(long nowMillis) {
        return latestMillis.updateAndGet(latest -> Math.max(latest + DEVICES_MAX, nowMillis));
    }

    private ObjectNode view(FleetRegistration.Registered registered) {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("added", registered.added());
        view.put("devicePort", devicePort.getAsInt());
        view.put("path", MessageCodec.PATH);
        view.set("firmwareKeys", ImageView.ofKeys(firmwareKeys));
        ArrayNode devices = view.putArray("devices");
        registered.devices().forEach(device -> devices.addObject()
                .put("serial", device.serial().text())
                .put("key", device.key().hex()));
        return view;
    }
}
