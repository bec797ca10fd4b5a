package dev.sagfleet.simulator.world;

import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.GivenCredentials;
import dev.sagfleet.controller.server.StoreKind;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.ControllerAddress;
import dev.sagfleet.simulator.fleet.DeviceImages;
import dev.sagfleet.simulator.fleet.Fleet;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** A controller and a fleet in one process, on one data directory. */
public final class World implements AutoCloseable {
    private final Controller controller;
    private final FleetHome home;
    private final LiveFleet fleet;

    private World(Controller controller, FleetHome home, LiveFleet fleet) {
        this.controller = controller;
        this.home = home;
        this.fleet = fleet;
    }

    /**
     * Starts the controller, registers the fleet with it and switches the devices on.
     *
     * @param wanted the fleet to run; without it the one that the data directory has, else {@code otherwise}
     * @throws IOException if a port is in use
     * @throws dev.sagfleet.controller.document.DocumentException if the faults are of a site, region or batch that the fleet
     *     has not
     * @throws WorldException if the data directory belongs to another fleet or lacks one of its databases, or the
     *     fleet is too large for this process
     * @throws dev.sagfleet.controller.sql.DatabaseException if the data directory cannot be used
     */
    public static World start(
            ControllerConfig config,
            Optional<AccessKey> root,
            Optional<FleetDefinition> wanted,
            FleetDefinition otherwise,
            Conditions conditions)
            throws IOException {
        return start(
                config,
                new GivenCredentials(root, Optional.empty()),
                wanted,
                otherwise,
                conditions,
                RegistrationProgress.NONE);
    }

    /**
     * Starts all of it likewise.
     *
     * @param given the credentials instead of those kept or made up
     * @param progress is told how far the registration has come, which takes a while for a large fleet
     */
    public static World start(
            ControllerConfig config,
            GivenCredentials given,
            Optional<FleetDefinition> wanted,
            FleetDefinition otherwise,
            Conditions conditions,
            RegistrationProgress progress)
            throws IOException {
        FleetHome home = home(config, wanted, otherwise, conditions);
        try {
            // What a user has to correct first leaves no trace.
            conditions.faultsOf(home.blueprint());
            SimulatedFleet hosted = home.hosted();
            Controller controller = Controller.start(config, given, hosted);
            try {
                home.define();
                long registered = Provisioning.register(
                        controller.store(),
                        home.blueprint(),
                        InstantSource.system().millis(),
                        progress);
                controller.countDevices();
                tellRegistered(controller, home.source(), registered);
                SocketAddress address = conditions.transport().open(controller, config);
                LiveFleet fleet = home.start(
                        ControllerAddress.of(address), firmware(controller, conditions.transport()), conditions);
                hosted.attach(fleet.fleet(), controller.events());
                return new World(controller, home, fleet);
            } catch (IOException | RuntimeException e) {
                controller.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            home.close();
            throw e;
        }
    }

    private static FirmwareSource firmware(Controller controller, Transport transport) {
        return new FirmwareSource(
                SeededKeys.trusted(controller.firmwareKeys()), transport.counted(controller), DeviceImages.WELL);
    }

    /** With a controller that keeps nothing, nothing is kept of the fleet either: neither is of use alone. */
    private static FleetHome home(
            ControllerConfig config, Optional<FleetDefinition> wanted, FleetDefinition otherwise, Conditions conditions)
            throws IOException {
        if (config.store() == StoreKind.MEMORY) {
            return FleetHome.passing(wanted.orElse(otherwise), conditions.transport()::requireRoomFor);
        }
        new DatabasePair(config.dataDirectory()).requireNoneMissing();
        return FleetHome.open(config.dataDirectory(), wanted, otherwise, conditions.transport()::requireRoomFor);
    }

    /**
     * Deletes what a controller and a fleet have kept in a data directory, but for the credentials.
     *
     * @throws dev.sagfleet.controller.sql.DatabaseException if somebody uses it, or it cannot be deleted
     */
    public static void startOver(Path directory) {
        new DatabasePair(directory).delete();
    }

    private static void tellRegistered(Controller controller, String source, long devices) {
        if (devices > 0) {
            controller
                    .events()
                    .publish(new ControllerEvent.Changed(
                            EventKind.REGISTERED,
                            Optional.empty(),
                            Optional.of(source),
                            devices + " devices",
                            ControllerEvent.Changed.FLEET));
        }
    }

    public Controller controller() {
        return controller;
    }

    public Fleet fleet() {
        return fleet.fleet();
    }

    public Blueprint blueprint() {
        return home.blueprint();
    }

    /** Stops the controller first, so that it remembers its devices as they were. */
    @Override
    public void close() {
        controller.close();
        fleet.close();
        home.close();
    }
}
