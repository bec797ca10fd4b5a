package dev.sagfleet.simulator.world;

import dev.sagfleet.controller.server.Controller;
import dev.sagfleet.controller.sql.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a controller and a fleet keep in one data directory: a database each, of which neither is of use alone. */
final class DatabasePair {
    private final Path directory;
    private final Path controller;
    private final Path fleet;

    DatabasePair(Path directory) {
        this.directory = directory;
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
        if (hasController && !hasFleet) {
            throw missing(
                    fleet,
                    controller,
                    "a controller without its fleet",
                    "./sag controller --data " + directory + " and ./sag fleet --data " + directory + " beside it");
        }
        if (hasFleet && !hasController) {
            throw missing(
                    controller,
                    fleet,
                    "a fleet whose controller is elsewhere",
                    "./sag fleet --data " + directory + " --endpoint URL");
        }
    }

    private static WorldException missing(Path missing, Path left, String what, String apart) {
        return new WorldException(missing + " is " + (Files.exists(missing) ? "empty" : "missing") + ", and " + left
                + " is not (expected: both as they were, or none). If this is " + what + ", go on with " + apart
                + ". Else put the file back, take another --data, or begin anew with --start-over, which deletes"
                + " both.");
    }

    private static boolean holdsSomething(Path database) throws IOException {
        return Files.exists(database) && Files.size(database) > 0;
    }

    void delete() {
        SqliteFile.delete(controller);
        SqliteFile.delete(fleet);
    }
}
