package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Brings everything back to what it was at the first start. The inventory becomes that with one change, so a call is
 * made before it, and is gone, or after it.
 */
public final class ResetRoute {
    private final Store store;
    private final TrafficReports reports;
    private final Events events;
    private final HostedFleet fleet;
    private final Supplier<CompletionStage<Void>> endingOfSessions;

    /** @param endingOfSessions ends them all, and is completed once none has anything more to record */
    public ResetRoute(
            Store store,
            TrafficReports reports,
            Events events,
            HostedFleet fleet,
            Supplier<CompletionStage<Void>> endingOfSessions) {
        this.store = store;
        this.reports = reports;
        this.events = events;
        this.fleet = fleet;
        this.endingOfSessions = endingOfSessions;
    }

    public Route route() {
        return new Route("POST", ControlApi.PREFIX + "reset", this::reset);
    }

    private CompletionStage<ObjectNode> reset(ControlRequest request) {
        request.requireOnly();
        if (!fleet.isRegistered()) {
            throw ControlException.unavailable("reset: the fleet is still starting (expected: once it has started)");
        }
        var ended = new CompletableFuture<Void>();
        return store.write(
                        transaction -> {
                            transaction.removeAll();
                            fleet.registerIn(transaction, request.nowMillis());
                            return transaction.devices().count();
                        },
                        devices -> {
                            // Before any session is told what is desired now, which is not for what a device is yet.
                            endingOfSessions.get().thenAccept(ended::complete);
                            events.publish(changed(devices));
                        })
                .thenCompose(devices -> ended.thenCompose(end -> {
                            reports.forgetAll();
                            return fleet.reset();
                        })
                        .thenApply(done -> JsonNodeFactory.instance.objectNode().put("registered", devices)));
    }

    private static ControllerEvent changed(long devices) {
        return new ControllerEvent.Changed(
                EventKind.RESET,
                Optional.empty(),
                Optional.empty(),
                "everything is as at the first start, with " + devices + " devices",
                ControllerEvent.Changed.CONTROL_API);
    }
}
