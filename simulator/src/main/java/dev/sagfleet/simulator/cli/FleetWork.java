package dev.sagfleet.simulator.cli;

import dev.sagfleet.simulator.text.Summary;
import dev.sagfleet.simulator.world.LoneFleet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** A fleet by itself as work: it registers again with a controller that has forgotten it. */
final class FleetWork implements Work {
    private static final int PAUSE_TURNS_MAX = 30;

    private final LoneFleet fleet;
    private final Optional<FleetRegistration> registration;
    private final Path data;
    private final String controller;
    private final String howToStop;
    private final PrintWriter err;
    private int pauseTurns = 1;
    private int turnsLeft = 1;

    FleetWork(
            LoneFleet fleet,
            Optional<FleetRegistration> registration,
            Path data,
            String controller,
            String howToStop,
            PrintWriter err) {
        this.fleet = fleet;
        this.registration = registration;
        this.data = data;
        this.controller = controller;
        this.howToStop = howToStop;
        this.err = err;
    }

    @Override
    public int size() {
        return fleet.blueprint().deviceCount();
    }

    @Override
    public int onlineCount() {
        return fleet.onlineCount();
    }

    @Override
    public String summary() {
        return """

                  devices       %d
                  controller    %s
                  data          %s

                %s%s
                """
                .formatted(size(), controller, data, Summary.STOP, howToStop);
    }

    /** A single device that is refused may have been removed on purpose; only all of them have been forgotten. */
    @Override
    public void tend() throws InterruptedException {
        if (registration.isEmpty() || !fleet.isLockedOut()) {
            pauseTurns = 1;
            turnsLeft = 1;
            return;
        }
        turnsLeft--;
        if (turnsLeft > 0) {
            return;
        }
        pauseTurns = Math.min(2 * pauseTurns, PAUSE_TURNS_MAX);
        turnsLeft = pauseTurns;
        try {
            int added =
                    registration.get().register(fleet.blueprint(), done -> {}).added();
            if (added > 0) {
                err.println("the controller did not know " + added + " devices any more: they are registered again");
            }
        } catch (RegistrationException e) {
            err.println("sag: " + e.getMessage() + " (tried again in " + pauseTurns + " s)");
        }
        err.flush();
    }

    @Override
    public void close() {
        fleet.close();
        try {
            FleetProcessFile.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
