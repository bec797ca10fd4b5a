package dev.sagfleet.controller.firmware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of uploaded images, and of what is being uploaded. */
public final class ImageFolder {
    /** Its name in the data directory. */
    public static final String FOLDER = "firmware";

    /** Its name where nothing is kept for the next start. */
    public static final String PASSING_FOLDER = "firmware.memory";

    private static final String UPLOADS = "uploads";

    private final ImageFiles images;
    private final UploadFiles uploads;

    private ImageFolder(Path dataDirectory, String name) {
        this(dataDirectory.resolve(name), () -> Files.getFileStore(dataDirectory)
                .getUsableSpace());
    }

    /** One on a disk that has so much room. */
    ImageFolder(Path folder, UploadFiles.Room room) {
        images = new ImageFiles(folder);
        uploads = new UploadFiles(folder.resolve(UPLOADS), room);
    }

    /** One that is kept. */
    public static ImageFolder lasting(Path dataDirectory) {
        return new ImageFolder(dataDirectory, FOLDER);
    }

    /** One that goes with a store in memory: what an earlier start has left is removed. */
    public static ImageFolder passing(Path dataDirectory) throws IOException {
        remove(dataDirectory);
        return new ImageFolder(dataDirectory, PASSING_FOLDER);
    }

    /** Removes one that goes with a store in memory. */
    public static void remove(Path dataDirectory) throws IOException {
        Path folder = dataDirectory.resolve(PASSING_FOLDER);
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    ImageFiles images() {
        return images;
    }

    UploadFiles uploads() {
        return uploads;
    }
}
