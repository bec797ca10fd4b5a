package dev.sagfleet.agent.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The example of each message, one file for each, as the documentation shows them. */
public final class GoldenFiles {
    private static final Path FOLDER = Path.of("src/test/resources/contract");

    public static String text(String message) {
        try {
            return Files.readString(FOLDER.resolve(message + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(message, e);
        }
    }

    /** The messages that have a file. */
    public static List<String> messages() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FOLDER.toString(), e);
        }
    }

    private GoldenFiles() {}
}
