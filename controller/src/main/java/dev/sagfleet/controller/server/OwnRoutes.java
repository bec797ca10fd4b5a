package dev.sagfleet.controller.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.control.AccessRoutes;
import dev.sagfleet.controller.control.AccountChanges;
import dev.sagfleet.controller.control.ControlRoutes;
import dev.sagfleet.controller.control.DeviceRoute;
import dev.sagfleet.controller.control.FirmwareRoutes;
import dev.sagfleet.controller.control.FleetList;
import dev.sagfleet.controller.control.FleetRoute;
import dev.sagfleet.controller.control.HostedFleet;
import dev.sagfleet.controller.control.ListRoutes;
import dev.sagfleet.controller.control.RemovalRoute;
import dev.sagfleet.controller.control.ResetRoute;
import dev.sagfleet.controller.control.RolloutChecks;
import dev.sagfleet.controller.control.RolloutRoutes;
import dev.sagfleet.controller.control.Route;
import dev.sagfleet.controller.control.UpgradeRoutes;
import dev.sagfleet.controller.control.UploadRoutes;
import dev.sagfleet.controller.core.ControllerCore;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.firmware.Catalogue;
import dev.sagfleet.controller.inventory.BandwidthOrders;
import dev.sagfleet.controller.inventory.Region;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * The routes of a controller's control API, put together.
 *
 * @param worker does what takes a while, one after the other
 */
record OwnRoutes(ControllerCore core, Access access, Catalogue catalogue, Executor worker) {

    /** @param devicePort where devices are told to connect */
    List<Route> all(HostedFleet fleet, IntSupplier devicePort) {
        Stream<Route> ofInventory = Stream.of(
                        new ControlRoutes(core.store(), core.reports(), core.sessions()::isOnline, core.events()).all(),
                        new ListRoutes(core.store(), core.reports(), core.sessions()::isOnline).all(),
                        new FleetList(core.store(), core.reports()).all(),
                        new FirmwareRoutes(core.store(), catalogue, core.events()).all(),
                        new UploadRoutes(catalogue, core.events()).all(),
                        new UpgradeRoutes(core.store(), core.upgrades(), core.commands(), core.events()).all(),
                        new RolloutRoutes(
                                        core.store(),
                                        core.campaigns(),
                                        new RolloutChecks(core.store(), worker),
                                        core.egress()::use)
                                .all(),
                        new AccessRoutes(access, new AccountChanges(access, core.events(), worker), DrawnKeys.secure())
                                .all(),
                        List.of(payment()))
                .flatMap(List::stream);
        var identities = new DeviceIdentities();
        Stream<Route> ofRegistration = Stream.of(
                        new DeviceRoute(
                                        core.store(),
                                        Region.ids(),
                                        identities::draw,
                                        devicePort,
                                        catalogue.keys(),
                                        core.events())
                                .registration(),
                        fleet(identities, devicePort),
                        removal(fleet),
                        reset(fleet))
                .map(this::counted);
        return Stream.of(ofInventory, ofRegistration, fleet.routes().stream())
                .flatMap(routes -> routes)
                .toList();
    }

    /** A fleet that was registered is about to come, both boxes of each pair. */
    private Route fleet(DeviceIdentities identities, IntSupplier devicePort) {
        Route route = new FleetRoute(
                        core.store(), () -> identities.draw().key(), devicePort, catalogue.keys(), core.events())
                .registration();
        return new Route(route.method(), route.path(), request -> route.handler()
                .handle(request)
                .thenApply(answer -> {
                    core.begin();
                    return answer;
                }));
    }

    private Route removal(HostedFleet fleet) {
        return new RemovalRoute(
                        core.store(),
                        core.campaigns()::removed,
                        core.reports(),
                        core.events(),
                        fleet,
                        serial -> core.sessions().end(serial, CloseCode.REMOVED, "the device is no longer registered"))
                .route();
    }

    private Route reset(HostedFleet fleet) {
        Route route = new ResetRoute(core.store(), core.reports(), core.events(), fleet, () -> {
                    core.begin();
                    return core.sessions().endAll(CloseCode.SERVICE_RESTART, "the inventory was reset; connect again");
                })
                .route();
        return new Route(route.method(), route.path(), request -> route.handler()
                .handle(request)
                .thenCompose(answer -> catalogue.reset().thenApply(kept -> answer)));
    }

    /** Paying an order needs the commands, which the control API by itself does not know. */
    private Route payment() {
        return new Route("POST", "/_sag/orders/*/pay", request -> core.commands()
                .run(
                        request.requestId(),
                        transaction -> BandwidthOrders.pay(
                                transaction, request.variables().get(0), request.requestId()))
                .thenApply(order -> {
                    core.events()
                            .publish(ControllerEvent.Changed.of(
                                    EventKind.PAYMENT, order.id(), "paid for " + order.instanceId()));
                    return JsonNodeFactory.instance.objectNode().put("OrderId", order.id());
                }));
    }

    /** A route that may register or remove devices, so that they are counted before it answers. */
    private Route counted(Route route) {
        return new Route(route.method(), route.path(), request -> route.handler()
                .handle(request)
                .thenCompose(answer -> core.registered().recount().thenApply(counted -> answer)));
    }
}
