package dev.sagfleet.simulator.world;

import dev.sagfleet.controller.server.DataDirectory;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.ControllerAddress;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.FleetFlash;
import dev.sagfleet.simulator.fleet.FleetStorage;
import dev.sagfleet.simulator.fleet.PassingStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;

/** What a data directory keeps of a fleet: which one it is, and the flash of its devices. One process has it at a time. */
final class FleetHome implements AutoCloseable {
    /** Name of its database in the data directory. */
    static final String DATABASE = "fleet.db";

    private final FleetStorage flash;
    private final FleetDefinition definition;
    private final Blueprint blueprint;

    private FleetHome(FleetStorage flash, FleetDefinition definition, Blueprint blueprint) {
        this.flash = flash;
        this.definition = definition;
        this.blueprint = blueprint;
    }

    /**
     * The fleet of a data directory, which is made if there is none.
     *
     * @param wanted the fleet to run; without it the one that the directory has, else {@code otherwise}
     * @param room throws if so many devices are more than there is room for; then nothing is made
     * @throws WorldException if the directory has another fleet
     * @throws dev.sagfleet.controller.sql.DatabaseException if the directory cannot be used
     */
    static FleetHome open(Path directory, Optional<FleetDefinition> wanted, FleetDefinition otherwise, IntConsumer room)
            throws IOException {
        Path file = directory.resolve(DATABASE);
        if (!Files.exists(file)) {
            FleetDefinition definition = wanted.orElse(otherwise);
            Blueprint blueprint = definition.blueprint();
            room.accept(blueprint.deviceCount());
            DataDirectory.create(directory);
            return new FleetHome(FleetFlash.open(file), definition, blueprint);
        }
        FleetFlash flash = FleetFlash.open(file);
        try {
            FleetDefinition definition = choose(flash, directory, wanted, otherwise);
            Blueprint blueprint = definition.blueprint();
            room.accept(blueprint.deviceCount());
            return new FleetHome(flash, definition, blueprint);
        } catch (RuntimeException e) {
            flash.close();
            throw e;
        }
    }

    /**
     * A fleet of which nothing is kept.
     *
     * @param room throws if so many devices are more than there is room for
     */
    static FleetHome passing(FleetDefinition definition, IntConsumer room) {
        Blueprint blueprint = definition.blueprint();
        room.accept(blueprint.deviceCount());
        return new FleetHome(new PassingStorage(), definition, blueprint);
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

    Blueprint blueprint() {
        return blueprint;
    }

    /** Where its definition comes from. */
    String source() {
        return definition.source();
    }

    /** The fleet for the controller in this process. */
    SimulatedFleet hosted() {
        return new SimulatedFleet(blueprint, flash);
    }

    /** Keeps which fleet it is; not before it can run, so that what a user has to correct first leaves no trace. */
    void define() {
        flash.define(definition);
    }

    /** Switches the devices on. */
    LiveFleet start(ControllerAddress controller, FirmwareSource firmware, Conditions conditions) {
        return start(blueprint, controller, Optional.of(firmware), conditions);
    }

    /** Switches the devices on with the identities of another blueprint of the same fleet. */
    LiveFleet start(
            Blueprint identified,
            ControllerAddress controller,
            Optional<FirmwareSource> firmware,
            Conditions conditions) {
        return LiveFleet.start(
                identified,
                definition.seed(),
                controller,
                flash.kept(),
                flash,
                firmware,
                conditions.backoff(),
                conditions.delaysOf(identified),
                conditions.faultsOf(identified));
    }

    @Override
    public void close() {
        flash.close();
    }
}
