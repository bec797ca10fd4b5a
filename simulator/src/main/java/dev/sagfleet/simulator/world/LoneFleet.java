package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.ControllerAddress;
import dev.sagfleet.simulator.fleet.FleetDefinition;
import dev.sagfleet.simulator.fleet.IssuedIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A fleet by itself, on one data directory, for a controller that is elsewhere. */
public final class LoneFleet implements AutoCloseable {
    /** There is no other transport to a process of its own. */
    static final String APART =
            "Run it in one process with its controller, with ./sag up --transport memory, or in parts on several machines";

    private final FleetHome home;
    private final Blueprint blueprint;
    private Optional<LiveFleet> fleet = Optional.empty();

    private LoneFleet(FleetHome home, Blueprint blueprint) {
        this.home = home;
        this.blueprint = blueprint;
    }

    /**
     * The fleet of a data directory, with its devices switched off.
     *
     * @param wanted the fleet to run; without it the one that the data directory has, else {@code otherwise}
     * @param identities that somebody else has issued to all devices, in the order of the fleet
     * @throws WorldException if the data directory belongs to another fleet, or the fleet is too large for this
     *     process, or has more or fewer devices than there are identities
     * @throws dev.sagfleet.controller.sql.DatabaseException if the data directory cannot be used
     */
    public static LoneFleet open(
            Path directory,
            Optional<FleetDefinition> wanted,
            FleetDefinition otherwise,
            Optional<List<IssuedIdentity>> identities)
            throws IOException {
        FleetHome home = FleetHome.open(directory, wanted, otherwise, devices -> {
            HeapRoom.requireEnoughFor(devices);
            OpenFiles.requireEnoughForOneEndOf(devices);
            LocalPorts.requireEnoughFor(devices, APART);
        });
        try {
            Blueprint own = home.blueprint();
            return new LoneFleet(home, identities.map(own::withIdentities).orElse(own));
        } catch (IllegalArgumentException e) {
            home.close();
            throw new WorldException("--keys: " + e.getMessage());
        }
    }

    public Blueprint blueprint() {
        return blueprint;
    }

    /**
     * Switches the devices on; they connect, and do it again whenever the connection ends.
     *
     * @param trusted whose images they take; without it they know no upgrades
     */
    public void start(ControllerAddress controller, Optional<TrustedKeys> trusted, Conditions conditions) {
        conditions.faultsOf(blueprint);
        home.define();
        fleet = Optional.of(home.start(blueprint, controller, trusted.map(FirmwareSource::overHttp), conditions));
    }

    /** How many devices are in session now; waits for the event loop that knows. */
    public int onlineCount() {
        return fleet.map(LiveFleet::onlineCount).orElse(0);
    }

    /** Whether none of the devices is in session, and the controller does not know the key of one at least. */
    public boolean isLockedOut() {
        return fleet.map(LiveFleet::isLockedOut).orElse(false);
    }

    @Override
    public void close() {
        fleet.ifPresent(LiveFleet::close);
        home.close();
    }
}
