package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Removal;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Removes one device: its rows, and its session. */
public final class RemovalRoute {
    private final Store store;
    private final BiFunction<Transaction, SerialNumber, Runnable> rollouts;
    private final TrafficReports reports;
    private final Events events;
    private final HostedFleet fleet;
    private final Function<SerialNumber, CompletionStage<Void>> endingOfSession;

    /**
     * @param rollouts are told that a device is no more, within the change; returns what they have to do after it
     * @param endingOfSession ends that of a device, and is completed once it has nothing more to record
     */
    public RemovalRoute(
            Store store,
            BiFunction<Transaction, SerialNumber, Runnable> rollouts,
            TrafficReports reports,
            Events events,
            HostedFleet fleet,
            Function<SerialNumber, CompletionStage<Void>> endingOfSession) {
        this.store = store;
        this.rollouts = rollouts;
        this.reports = reports;
        this.events = events;
        this.fleet = fleet;
        this.endingOfSession = endingOfSession;
    }

    /** @param after what rollouts have to do once it is on record */
    private record Removed(Device device, Runnable after) {}

    public Route route() {
        return new Route("DELETE", ControlApi.PREFIX + "devices/*", this::remove);
    }

    private CompletionStage<ObjectNode> remove(ControlRequest request) {
        request.requireOnly();
        SerialNumber serial = ControlRoutes.serial(request.variables().get(0));
        var ended = new CompletableFuture<Void>();
        return store.write(transaction -> remove(transaction, serial), removed -> {
                    removed.after().run();
                    Device device = removed.device();
                    fleet.removed(serial);
                    endingOfSession.apply(serial).thenAccept(ended::complete);
                    events.publish(ControllerEvent.Changed.of(
                            EventKind.REMOVED, serial, "of instance " + device.instanceId()));
                })
                .thenCompose(removed -> ended.thenApply(end -> {
                    reports.forget(serial);
                    return JsonNodeFactory.instance
                            .objectNode()
                            .put("serial", serial.text())
                            .put("instanceId", removed.device().instanceId());
                }));
    }

    private Removed remove(Transaction transaction, SerialNumber serial) {
        Device device = Removal.remove(transaction, serial)
                .orElseThrow(() -> ControlException.notFound("device: " + serial + " (expected: a known one)"));
        return new Removed(device, rollouts.apply(transaction, serial));
    }
}
