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
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.simulator.fault.UpgradeFault;
import dev.sagfleet.simulator.fleet.Fleet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fault injection into simulated devices: routes of the control API that a real fleet could not have. */
final class DeviceFaults {
    /** {@code fate} is what the route was called at first. */
    private static final List<String> NAMES = List.of("fault", "fate");

    private static final String NONE = "none";

    private volatile Optional<Target> target = Optional.empty();
    private final Set<SerialNumber> toldOffline = ConcurrentHashMap.newKeySet();
    private final Set<SerialNumber> removed = ConcurrentHashMap.newKeySet();

    /** What the faults are injected into, and where it is said that they were. */
    private record Target(Fleet fleet, Events events) {}

    /** The fleet is started after the controller that shows these routes. */
    void attach(Fleet started, Events events) {
        target = Optional.of(new Target(started, events));
    }

    /** The devices that stay offline until they are told otherwise. */
    Set<SerialNumber> toldOffline() {
        return Collections.unmodifiableSet(toldOffline);
    }

    /** Takes a device off its line for good, as far as there is one. */
    void remove(SerialNumber serial) {
        removed.add(serial);
        toldOffline.remove(serial);
        target.ifPresent(known -> known.fleet().with(serial, Agent::disconnect));
    }

    /** Takes all faults back, now that the devices are as at first. */
    void clear() {
        toldOffline.clear();
        removed.clear();
    }

    List<Route> routes() {
        return NAMES.stream()
                .map(name -> new Route("PUT", "/_sag/devices/*/" + name, this::inject))
                .toList();
    }

    /** What the next attempt of an upgrade meets; nothing takes back what was said before. */
    private record NextAttempt(Optional<UpgradeFault> fault) {}

    private CompletionStage<ObjectNode> inject(ControlRequest request) {
        request.requireOnly("firmware", "online", "reboot", "upgrade");
        SerialNumber serial = ControlRoutes.serial(request.variables().get(0));
        Optional<FirmwareVersion> firmware =
                request.nullableText("firmware").flatMap(text -> text).map(DeviceFaults::version);
        Optional<Boolean> online = request.flag("online");
        boolean reboot = request.flag("reboot").orElse(false);
        Optional<NextAttempt> upgrade =
                request.nullableText("upgrade").map(text -> new NextAttempt(upgradeFault(text)));
        Target known = target.filter(
                        found -> !removed.contains(serial) && found.fleet().has(serial))
                .orElseThrow(() ->
                        ControlException.notFound("device: " + serial + " (expected: one of the simulated fleet)"));
        // Before the device leaves, so that nobody waits for it.
        online.ifPresent(wanted -> note(serial, wanted));
        upgrade.ifPresent(next -> known.fleet().injectIntoUpgrade(serial, next.fault()));
        known.fleet().with(serial, agent -> {
            firmware.ifPresent(agent::changeFirmware);
            if (reboot) {
                agent.powerCycle();
            }
            online.ifPresent(wanted -> connect(agent, wanted));
        });
        String change = describe(firmware, reboot, online, upgrade);
        if (!change.isEmpty()) {
            known.events().publish(ControllerEvent.Changed.of(EventKind.FAULT, serial, change));
        }
        return CompletableFuture.completedFuture(
                JsonNodeFactory.instance.objectNode().put("serial", serial.text()));
    }

    private void note(SerialNumber serial, boolean online) {
        if (online) {
            toldOffline.remove(serial);
        } else {
            toldOffline.add(serial);
        }
    }

    private static String describe(
            Optional<FirmwareVersion> firmware,
            boolean reboot,
            Optional<Boolean> online,
            Optional<NextAttempt> upgrade) {
        return Stream.of(
                        firmware.map(version -> "firmware " + version),
                        reboot ? Optional.of("reboot") : Optional.<String>empty(),
                        online.map(wanted -> wanted ? "online" : "offline"),
                        upgrade.map(next -> "upgrade "
                                + next.fault().map(UpgradeFault::toString).orElse(NONE)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static void connect(Agent agent, boolean wanted) {
        if (wanted) {
            agent.reconnect();
        } else {
            agent.disconnect();
        }
    }

    /** {@code none}, or null, takes back what was said. */
    private static Optional<UpgradeFault> upgradeFault(Optional<String> text) {
        Optional<String> kind = text.filter(given -> !given.equals(NONE));
        Optional<UpgradeFault> fault = kind.flatMap(UpgradeFault::parse);
        if (fault.isPresent() != kind.isPresent()) {
            throw ControlException.badRequest(
                    "upgrade: " + kind.orElse("") + " (expected: " + NONE + ", or " + UpgradeFault.FORM + ')');
        }
        return fault;
    }

    private static FirmwareVersion version(String text) {
        try {
            return FirmwareVersion.parse(text);
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
