package dev.sagfleet.simulator.world;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.sql.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a controller and a fleet keep in one data directory: a database each, of which neither is of use alone. */
final class DatabasePair {
    private final Path controller;
    private final Path fleet;

    DatabasePair(Path directory) {
        controller = directory.resolve(Controller.DATABASE);
        fleet = directory.resolve(FleetHome.DATABASE);
    }

    /**
     * Looks before either is made.
     *
     * @throws WorldException if one is there and the other one is missing or empty
     */
    void requireNoneMissing() throws IOException {
        boolean hasController = holdsSomething(controller);
        boolean hasFleet = holdsSomething(fleet);
        if (hasController != hasFleet) {
            Path missing = hasController ? fleet : controller;
            Path left = hasController ? controller : fleet;
            throw new WorldException(missing + " is " + (Files.exists(missing) ? "empty" : "missing") + ", and " + left
                    + " is not (expected: both as they were, or none). Put it back, take another --data, or begin anew"
                    + " with --start-over, which deletes both.");
        }
    }

    private static boolean holdsSomething(Path database) throws IOException {
        return Files.exists(database) && Files.size(database) > 0;
    }

    void delete() {
        SqliteFile.delete(controller);
        SqliteFile.delete(fleet);
    }
}
