package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.rpc.AccessKey;
import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.server.ControllerConfig;
import dev.sagfleet.controller.server.DataDirectory;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.Fleet;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.FleetFlash;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** A controller and a fleet in one process, on one data directory. */
public final class World implements AutoCloseable {
    private final Controller controller;
    private final FleetFlash flash;
    private final Fleet fleet;
    private final Blueprint blueprint;

    private World(Controller controller, FleetFlash flash, Fleet fleet, Blueprint blueprint) {
        this.controller = controller;
        this.flash = flash;
        this.fleet = fleet;
        this.blueprint = blueprint;
    }

    /**
     * Starts the controller, registers the fleet with it and switches the devices on.
     *
     * @param wanted the fleet to run; without it the one that the data directory has, else {@code otherwise}
     * @throws IOException if a port is in use
     * @throws WorldException if the data directory belongs to another fleet, or the fleet is too large for this
     *     process
     * @throws dev.sagfleet.controller.sql.DatabaseException if the data directory cannot be used
     */
    public static World start(
            ControllerConfig config,
            Optional<AccessKey> root,
            Optional<FleetDefinition> wanted,
            FleetDefinition otherwise,
            Conditions conditions)
            throws IOException {
        Path directory = config.dataDirectory();
        DataDirectory.create(directory);
        FleetFlash flash = FleetFlash.open(directory.resolve("fleet.db"));
        try {
            FleetDefinition definition = choose(flash, directory, wanted, otherwise);
            Blueprint blueprint = definition.blueprint();
            conditions.transport().requireRoomFor(blueprint.deviceCount());
            Map<SerialNumber, DeviceState> states = flash.states();
            SimulatedFleet hosted = new SimulatedFleet(blueprint, flash);
            Controller controller = Controller.start(config, root, hosted);
            try {
                // Not before, so that what a user has to correct first leaves no trace.
                flash.define(definition);
                long registered = Provisioning.register(
                        controller.store(), blueprint, InstantSource.system().millis());
                controller.countDevices();
                tellRegistered(controller, definition, registered);
                SocketAddress address = conditions.transport().open(controller, config);
                Fleet fleet = Fleet.start(
                        blueprint,
                        definition.seed(),
                        address,
                        states,
                        flash,
                        conditions.backoff(),
                        conditions.delaysOf(blueprint));
                hosted.attach(fleet, controller.events());
                return new World(controller, flash, fleet, blueprint);
            } catch (IOException | RuntimeException e) {
                controller.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            flash.close();
            throw e;
        }
    }

    private static void tellRegistered(Controller controller, FleetDefinition definition, long devices) {
        if (devices > 0) {
            controller
                    .events()
                    .publish(new ControllerEvent.Changed(
                            EventKind.REGISTERED,
                            Optional.empty(),
                            Optional.of(definition.source()),
                            devices + " devices",
                            ControllerEvent.Changed.FLEET));
        }
    }

    private static FleetDefinition choose(
            FleetFlash flash, Path directory, Optional<FleetDefinition> wanted, FleetDefinition otherwise) {
        Optional<FleetDefinition> kept = flash.definition();
        if (kept.isEmpty()) {
            return wanted.orElse(otherwise);
        }
        if (wanted.isPresent() && !wanted.get().isSameFleet(kept.get())) {
            throw new WorldException(directory + " holds " + kept.get().describe() + " (expected: "
                    + wanted.get().describe() + "). Take another --data, or delete the directory.");
        }
        return kept.get();
    }

    public Controller controller() {
        return controller;
    }

    public Fleet fleet() {
        return fleet;
    }

    public Blueprint blueprint() {
        return blueprint;
    }

    /** Stops the controller first, so that it remembers its devices as they were. */
    @Override
    public void close() {
        controller.close();
        fleet.close();
        flash.close();
    }
}
