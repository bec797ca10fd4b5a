package dev.sagfleet.controller.server;

import dev.sagfleet.agent.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Where a controller keeps its data, the keys of its devices among them. */
public final class DataDirectory {
    /** Makes the directory, for its owner alone; one that is there stays as it is. */
    public static void create(Path directory) throws IOException {
        PrivateFiles.createDirectories(directory);
    }

    private DataDirectory() {}
}
