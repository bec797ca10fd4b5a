package dev.sagfleet.controller.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where a controller keeps its data, the keys of its devices among them. */
public final class DataDirectory {
    /** Makes the directory, for its owner alone; one that is there stays as it is. */
    public static void create(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private DataDirectory() {}
}
