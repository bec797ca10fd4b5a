package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.control.HostedFleet;
import dev.sagfleet.controller.control.Route;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.simulator.fleet.Blueprint;
import dev.sagfleet.simulator.fleet.Fleet;
import dev.sagfleet.simulator.fleet.FleetStorage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A simulated fleet as the controller in its process sees it, before and after it has started. */
final class SimulatedFleet implements HostedFleet {
    private final Blueprint blueprint;
    private final FleetStorage flash;
    private final DeviceFaults faults = new DeviceFaults();
    private volatile Optional<Fleet> fleet = Optional.empty();

    SimulatedFleet(Blueprint blueprint, FleetStorage flash) {
        this.blueprint = blueprint;
        this.flash = flash;
    }

    /** From now on it is there. */
    void attach(Fleet started, Events events) {
        faults.attach(started, events);
        fleet = Optional.of(started);
    }

    @Override
    public List<Route> routes() {
        return faults.routes();
    }

    @Override
    public boolean isRegistered() {
        return fleet.isPresent();
    }

    @Override
    public Set<SerialNumber> toldOffline() {
        return faults.toldOffline();
    }

    @Override
    public void registerIn(Transaction transaction, long nowMillis) {
        Provisioning.registerIn(transaction, blueprint, nowMillis);
    }

    @Override
    public CompletionStage<?> reset() {
        faults.clear();
        return fleet.<CompletionStage<?>>map(started -> started.reset(blueprint, flash::clear))
                .orElseGet(() -> CompletableFuture.completedFuture(true));
    }

    @Override
    public void removed(SerialNumber serial) {
        faults.remove(serial);
    }
}
