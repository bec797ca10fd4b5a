package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.file.PrivateFiles;
import dev.sagfleet.agent.protocol.Digest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the bytes of uploaded images are: in a file for each, named by its digest. Safe for many threads. */
final class ImageFiles {
    private final Path directory;
    private final Map<Digest, SharedFile> open = new HashMap<>();

    /** Those of a directory, which is made when the first of them comes. */
    ImageFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * The bytes of an image, for one reader, also if the file is removed meanwhile.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    ImageContent open(Digest digest) throws IOException {
        synchronized (open) {
            SharedFile known = open.get(digest);
            Optional<ImageContent> reader = known == null ? Optional.empty() : known.reader();
            if (reader.isPresent()) {
                return reader.get();
            }
            open.remove(digest);
            SharedFile file = SharedFile.open(file(digest));
            open.put(digest, file);
            return file.reader().orElseThrow();
        }
    }

    /** Makes a file with the bytes of an image one of these. */
    void take(Path whole, Digest digest) throws IOException {
        PrivateFiles.createDirectories(directory);
        Files.move(whole, file(digest), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts the bytes of an image to where they were before, if they are here. */
    void giveBack(Digest digest, Path place) throws IOException {
        if (Files.exists(file(digest))) {
            Files.move(file(digest), place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Removes the bytes of an image, if there are any; whoever reads them reads on. */
    void remove(Digest digest) throws IOException {
        Files.deleteIfExists(file(digest));
        synchronized (open) {
            open.remove(digest);
        }
    }

    /** Removes all but those of some images. */
    void keepOnly(Set<Digest> kept) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (kept.stream().noneMatch(digest -> digest.hex().equals(name))) {
                    Files.deleteIfExists(file);
                }
            }
        }
        synchronized (open) {
            open.keySet().retainAll(kept);
        }
    }

    private Path file(Digest digest) {
        return directory.resolve(digest.hex());
    }
}
