package dev.sagfleet.simulator.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Agent;
import dev.sagfleet.controller.control.ControlException;
import dev.sagfleet.controller.control.ControlRequest;
import dev.sagfleet.controller.control.ControlRoutes;
import dev.sagfleet.controller.control.Route;
import dev.sagfleet.simulator.fleet.Fleet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Fault injection into simulated devices: routes of the control API that a real fleet could not have. */
final class DeviceFaults {
    /** {@code fate} is what the route was called at first. */
    private static final List<String> NAMES = List.of("fault", "fate");

    private volatile Optional<Fleet> fleet = Optional.empty();

    /** The fleet is started after the controller that shows these routes. */
    void attach(Fleet started) {
        fleet = Optional.of(started);
    }

    List<Route> routes() {
        return NAMES.stream()
                .map(name -> new Route("PUT", "/_sag/devices/*/" + name, this::inject))
                .toList();
    }

    private CompletionStage<ObjectNode> inject(ControlRequest request) {
        request.requireOnly("firmware", "online", "reboot");
        SerialNumber serial = ControlRoutes.serial(request.variables().get(0));
        Optional<FirmwareVersion> firmware =
                request.nullableText("firmware").flatMap(text -> text).map(DeviceFaults::version);
        Optional<Boolean> online = request.flag("online");
        boolean reboot = request.flag("reboot").orElse(false);
        boolean known = fleet.isPresent()
                && fleet.get().with(serial, agent -> {
                    firmware.ifPresent(agent::changeFirmware);
                    if (reboot) {
                        agent.powerCycle();
                    }
                    online.ifPresent(wanted -> connect(agent, wanted));
                });
        if (!known) {
            throw ControlException.notFound("device: " + serial + " (expected: one of the simulated fleet)");
        }
        return CompletableFuture.completedFuture(
                JsonNodeFactory.instance.objectNode().put("serial", serial.text()));
    }

    private static void connect(Agent agent, boolean wanted) {
        if (wanted) {
            agent.reconnect();
        } else {
            agent.disconnect();
        }
    }

    private static FirmwareVersion version(String text) {
        try {
            return FirmwareVersion.parse(text);
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
