package dev.sagfleet.controller.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.file.PrivateFiles;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.MalformedMessageException;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.SignedManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of uploads until they are sealed: a file of the bytes that have come, and one of what they are said to be,
 * both named by the digest.
 */
final class UploadFiles {
    private static final String SAID = ".json";
    private static final String BYTES = ".part";
    private static final String MANIFEST = "manifest";
    private static final String SIGNATURE = "signature";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Room room;

    /** What a disk still has room for. */
    interface Room {
        long freeBytes() throws IOException;
    }

    /** Those of a directory, which is made when the first of them comes. */
    UploadFiles(Path directory, Room room) {
        this.directory = directory;
        this.room = room;
    }

    /** All that can be gone on with; whatever else is there is removed. */
    List<Upload> readAll() throws IOException {
        List<Upload> uploads = new ArrayList<>();
        if (!Files.exists(directory)) {
            return uploads;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Optional<Upload> upload = name.endsWith(SAID) ? read(file) : Optional.empty();
                boolean isOfAnother = name.endsWith(BYTES)
                        && Files.exists(directory.resolve(name.substring(0, name.length() - BYTES.length()) + SAID));
                if (upload.isEmpty() && !isOfAnother) {
                    Files.deleteIfExists(file);
                }
                upload.ifPresent(uploads::add);
            }
        }
        return uploads;
    }

    private static Optional<Upload> read(Path said) throws IOException {
        Path bytes = said.resolveSibling(said.getFileName().toString().replace(SAID, BYTES));
        try {
            JsonNode fields = JSON.readTree(Files.readAllBytes(said));
            String manifest = fields.path(MANIFEST).asText();
            Optional<SignedManifest> signed = Optional.ofNullable(
                            fields.path(SIGNATURE).textValue())
                    .map(signature -> new SignedManifest(manifest, signature));
            return Optional.of(new Upload(
                    ManifestCodec.read(manifest),
                    signed,
                    Files.size(bytes),
                    Files.getLastModifiedTime(bytes).toMillis()));
        } catch (IOException | MalformedMessageException | IllegalArgumentException e) {
            Files.deleteIfExists(bytes); // a process was killed between the two files
            return Optional.empty();
        }
    }

    void begin(Upload upload) throws IOException {
        PrivateFiles.createDirectories(directory);
        ObjectNode fields = JSON.createObjectNode()
                .put(
                        MANIFEST,
                        upload.signed()
                                .map(SignedManifest::manifest)
                                .orElseGet(() -> ManifestCodec.write(upload.manifest())));
        upload.signed().ifPresent(signed -> fields.put(SIGNATURE, signed.signature()));
        PrivateFiles.replace(bytes(upload.digest())).close();
        PrivateFiles.write(directory.resolve(upload.digest().hex() + SAID), JSON.writeValueAsBytes(fields));
    }

    /** Writes a piece whole, from an offset on. */
    void write(Digest digest, long offset, ByteBuffer piece) throws IOException {
        try (FileChannel file = FileChannel.open(bytes(digest), StandardOpenOption.WRITE)) {
            for (long at = offset; piece.hasRemaining(); ) {
                at += file.write(piece, at);
            }
        }
    }

    /** Sees to it that the bytes outlast a power cut. */
    void force(Digest digest) throws IOException {
        try (FileChannel file = FileChannel.open(bytes(digest), StandardOpenOption.WRITE)) {
            file.force(true);
        }
    }

    /** The bytes of an upload, for one reader. */
    ImageContent open(Digest digest) throws IOException {
        return SharedFile.open(bytes(digest)).reader().orElseThrow();
    }

    void remove(Digest digest) throws IOException {
        Files.deleteIfExists(directory.resolve(digest.hex() + SAID));
        Files.deleteIfExists(bytes(digest));
    }

    /** The file with the bytes. */
    Path bytes(Digest digest) {
        return directory.resolve(digest.hex() + BYTES);
    }

    long freeBytes() throws IOException {
        return room.freeBytes();
    }
}
