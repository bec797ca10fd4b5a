package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Removal;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Removes one device: its rows, and its session. */
public final class RemovalRoute {
    private final Store store;
    private final TrafficReports reports;
    private final Events events;
    private final HostedFleet fleet;
    private final Function<SerialNumber, CompletionStage<Void>> endingOfSession;

    /** @param endingOfSession ends that of a device, and is completed once it has nothing more to record */
    public RemovalRoute(
            Store store,
            TrafficReports reports,
            Events events,
            HostedFleet fleet,
            Function<SerialNumber, CompletionStage<Void>> endingOfSession) {
        this.store = store;
        this.reports = reports;
        this.events = events;
        this.fleet = fleet;
        this.endingOfSession = endingOfSession;
    }

    public Route route() {
        return new Route("DELETE", ControlApi.PREFIX + "devices/*", this::remove);
    }

    private CompletionStage<ObjectNode> remove(ControlRequest request) {
        request.requireOnly();
        SerialNumber serial = ControlRoutes.serial(request.variables().get(0));
        var ended = new CompletableFuture<Void>();
        return store.write(
                        transaction -> Removal.remove(transaction, serial)
                                .orElseThrow(() ->
                                        ControlException.notFound("device: " + serial + " (expected: a known one)")),
                        device -> {
                            fleet.removed(serial);
                            endingOfSession.apply(serial).thenAccept(ended::complete);
                            events.publish(ControllerEvent.Changed.of(
                                    EventKind.REMOVED, serial, "of instance " + device.instanceId()));
                        })
                .thenCompose(device -> ended.thenApply(end -> {
                    reports.forget(serial);
                    return JsonNodeFactory.instance
                            .objectNode()
                            .put("serial", serial.text())
                            .put("instanceId", device.instanceId());
                }));
    }
}
