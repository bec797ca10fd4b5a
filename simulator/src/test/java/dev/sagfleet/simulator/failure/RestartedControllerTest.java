package dev.sagfleet.simulator.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Flash;
import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.session.SessionTiming;
import dev.sagfleet.simulator.delay.DelayTable;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.DeviceBlueprint;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.FleetFlash;
import dev.sagfleet.simulator.fleet.InstanceBlueprint;
import dev.sagfleet.simulator.world.Await;
import dev.sagfleet.simulator.world.Conditions;
import dev.sagfleet.simulator.world.LiveFleet;
import dev.sagfleet.simulator.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller goes and comes back under its fleet, and a fleet under its controller. */
class RestartedControllerTest {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final int CUT_EVERY = 6;

    /** So impatient that most commands are sent more than once. */
    private static final SessionTiming RESENDING = new SessionTiming(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofMillis(1),
            Duration.ofMillis(2));

    /** Counts what devices keep, and knows if one of them goes back. */
    private static final class WatchedFlash implements Flash {
        private final Flash flash;
        private final Map<SerialNumber, DeviceState> latest;
        private final Map<String, Integer> changes = new ConcurrentHashMap<>();
        private volatile String error = "";

        WatchedFlash(FleetFlash fleetFlash) {
            flash = fleetFlash;
            latest = new ConcurrentHashMap<>(fleetFlash.states());
        }

        @Override
        public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
            Optional<DeviceState> before = Optional.ofNullable(latest.put(serial, state));
            for (Aspect aspect : Aspect.values()) {
                Revision held = state.held(aspect).revision();
                Revision earlier =
                        before.map(known -> known.held(aspect).revision()).orElse(Revision.NONE);
                if (earlier.isAfter(held)) {
                    error = serial + " went from " + earlier + " back to " + held + " of " + aspect;
                }
                if (!held.equals(earlier)) {
                    changes.merge(serial + " " + aspect + " " + held, 1, Integer::sum);
                }
            }
            if (before.filter(state::equals).isPresent()) {
                error = serial + " kept the same state twice: " + state;
            }
            return flash.save(serial, state);
        }

        @Override
        public CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState state) {
            return flash.saveFirmware(serial, state);
        }
    }

    private static ControllerConfig config(Path directory) {
        return ControllerConfig.in(directory).withPorts(0, 0);
    }

    /** Registers the fleet with the controller of this directory. */
    private static Blueprint register(Path directory, FleetDefinition fleet) throws IOException {
        try (World world = World.start(
                config(directory),
                Optional.empty(),
                Optional.of(fleet),
                fleet,
                Conditions.DEFAULT.withBackoff(BACKOFF))) {
            return world.blueprint();
        }
    }

    private static Controller start(ControllerConfig config) throws IOException {
        return Controller.start(config, Optional.empty(), List.of());
    }

    private static LiveFleet start(Blueprint blueprint, Controller controller, FleetFlash fleetFlash, Flash flash) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), controller.devicePort());
        return LiveFleet.start(
                blueprint, FleetDefinition.SEED_DEFAULT, address, fleetFlash.states(), flash, BACKOFF, DelayTable.NONE);
    }

    private static Caller caller(Controller controller) {
        return new Caller(controller.apiPort(), controller.credentials());
    }

    private static List<DeviceBlueprint> devices(Blueprint blueprint) {
        return blueprint.instances().stream()
                .flatMap(instance -> instance.devices().stream())
                .toList();
    }

    private static void awaitAllFollowing(Caller caller, Blueprint blueprint) throws Exception {
        for (DeviceBlueprint device : devices(blueprint)) {
            Await.until(
                    device.serial() + " does as it should",
                    DEADLINE,
                    () -> caller.isFollowing(device.serial().text()));
        }
    }

    private static List<InstanceBlueprint> accelerating(Blueprint blueprint) {
        return blueprint.instances().stream()
                .filter(instance -> instance.devices().stream()
                        .allMatch(device -> device.version().acceleratesApplications()))
                .toList();
    }

    private static boolean isAssociated(Caller caller, Blueprint blueprint, InstanceBlueprint instance, int megabits)
            throws IOException, InterruptedException {
        Map<String, String> parameters = Map.of(
                "RegionId",
                blueprint.regionId(),
                "ApplicationBandwidthPackageId",
                blueprint.plans().get(0).id(),
                "AssociateConfigs.1.SmartAGId",
                instance.id(),
                "AssociateConfigs.1.Bandwidth",
                Integer.toString(megabits));
        return caller.call("AssociateSmartAGWithApplicationBandwidthPackage", parameters)
                        .statusCode()
                == 200;
    }

    @Test
    void devicesRememberAndApplyNothingTwiceHoweverOftenTheyAreTold(@TempDir Path directory) throws Exception {
        Blueprint blueprint = register(directory, FleetDefinition.demo(50, 1));
        ControllerConfig config =
                config(directory).withTiming(Duration.ofSeconds(2), Duration.ofSeconds(30), RESENDING);
        Map<SerialNumber, DeviceState> before = Map.of();
        for (int run = 1; run <= 2; run++) {
            try (FleetFlash fleetFlash = FleetFlash.open(directory.resolve("fleet.db"))) {
                var flash = new WatchedFlash(fleetFlash);
                if (run > 1) {
                    assertThat(fleetFlash.states()).isEqualTo(before);
                }
                try (Controller controller = start(config);
                        LiveFleet fleet = start(blueprint, controller, fleetFlash, flash)) {
                    Caller caller = caller(controller);
                    awaitAllFollowing(caller, blueprint);
                    List<InstanceBlueprint> instances = accelerating(blueprint);
                    for (InstanceBlueprint instance : instances) {
                        if (run == 1) {
                            // While its devices are away it cannot be.
                            Await.until("association", DEADLINE, () -> isAssociated(caller, blueprint, instance, 3));
                        }
                        if (instances.indexOf(instance) % CUT_EVERY == 0) {
                            fleet.fleet().cutAll();
                        }
                    }
                    awaitAllFollowing(caller, blueprint);
                }
                assertThat(flash.error).isEmpty();
                assertThat(flash.changes.values()).allMatch(count -> count == 1);
                before = Map.copyOf(flash.latest);
            }
        }
    }

    @Test
    void aThousandDevicesComeBackToARestartedControllerAndToACutLine(@TempDir Path directory) throws Exception {
        Blueprint blueprint = register(directory, FleetDefinition.demo(1_000, 1));
        InstanceBlueprint instance = accelerating(blueprint).get(0);
        try (FleetFlash fleetFlash = FleetFlash.open(directory.resolve("fleet.db"))) {
            Controller first = start(config(directory));
            ControllerConfig samePorts = config(directory).withPorts(first.apiPort(), first.devicePort());
            try (LiveFleet fleet = start(blueprint, first, fleetFlash, fleetFlash)) {
                awaitOnline(first, fleet, blueprint, Map.of());
                Caller caller = caller(first);
                assertThat(isAssociated(caller, blueprint, instance, 7)).isTrue();
                Map<SerialNumber, Long> firstSessions = epochs(first, blueprint);
                first.close();
                try (Controller second = start(samePorts)) {
                    awaitOnline(second, fleet, blueprint, firstSessions);

                    assertThat(caller.show("/_sag/instances/" + instance.id())
                                    .path("acceleration")
                                    .path("bandwidthMbps")
                                    .intValue())
                            .isEqualTo(7);
                    Map<SerialNumber, Long> secondSessions = epochs(second, blueprint);
                    fleet.fleet().cutAll();
                    awaitOnline(second, fleet, blueprint, secondSessions);
                    for (DeviceBlueprint device : instance.devices()) {
                        assertThat(caller.isFollowing(device.serial().text())).isTrue();
                    }
                }
            }
        }
    }

    /** Waits until all devices are in a later session than {@code before}. */
    private static void awaitOnline(
            Controller controller, LiveFleet fleet, Blueprint blueprint, Map<SerialNumber, Long> before)
            throws Exception {
        Await.until(
                "a new session of all devices",
                DEADLINE,
                () -> controller.onlineCount() == fleet.fleet().size()
                        && epochs(controller, blueprint).entrySet().stream()
                                .allMatch(epoch -> epoch.getValue() > before.getOrDefault(epoch.getKey(), 0L)));
    }

    /** The number of the latest session of each device. */
    private static Map<SerialNumber, Long> epochs(Controller controller, Blueprint blueprint) {
        List<DeviceBlueprint> devices = devices(blueprint);
        return controller
                .store()
                .read(reading -> devices.stream()
                        .collect(Collectors.toMap(DeviceBlueprint::serial, device -> reading.devices()
                                .find(device.serial())
                                .orElseThrow()
                                .presence()
                                .epoch())))
                .toCompletableFuture()
                .join();
    }
}
