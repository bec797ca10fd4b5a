package dev.sagfleet.controller.firmware;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.RejectedException;
import dev.sagfleet.controller.inventory.StoredInventory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A catalogue on a real store and a real directory, that can be closed and opened again. */
final class OpenCatalogue implements AutoCloseable {
    static final long NOW = StoredInventory.NOW;
    static final int SIZE = 100_000;

    private final Path directory;
    private final UploadFiles.Room room;
    private final SigningKeys keys = SigningKeys.generate();
    private final StoredInventory inventory;
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private Catalogue catalogue;

    OpenCatalogue(Path directory, UploadFiles.Room room) {
        this.directory = directory;
        this.room = room;
        inventory = new StoredInventory(directory, (serial, command) -> {});
        catalogue = open();
    }

    private Catalogue open() {
        try {
            var work = new Work(worker, 100);
            return Catalogue.open(
                    inventory.store(), keys, new ImageFolder(directory.resolve("images"), room), work, work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As after a restart of the controller. */
    void reopen() {
        catalogue = open();
    }

    Catalogue catalogue() {
        return catalogue;
    }

    SigningKeys keys() {
        return keys;
    }

    StoredInventory inventory() {
        return inventory;
    }

    static ImageDescription description(String version) {
        return new ImageDescription(
                List.of(DeviceModel.SAG_1000),
                FirmwareVersion.parse(version),
                Optional.empty(),
                0,
                SigningKeys.PRIMARY,
                List.of());
    }

    /** Bytes that nobody has made before. */
    static byte[] bytes(long seed) {
        byte[] bytes = new byte[SIZE];
        SeededBytes.fill(seed, 0, ByteBuffer.wrap(bytes));
        return bytes;
    }

    static Digest digest(byte[] bytes) {
        try (ImageContent content = contentOf(bytes)) {
            return ContentDigest.of(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageContent contentOf(byte[] bytes) {
        return new ImageContent() {
            @Override
            public long sizeBytes() {
                return bytes.length;
            }

            @Override
            public void read(long position, ByteBuffer target) {
                target.put(bytes, (int) position, target.remaining());
            }

            @Override
            public Optional<FileChannel> file() {
                return Optional.empty();
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    FirmwareImage build(ImageDescription description, long sizeBytes, long seed) {
        return await(catalogue.build(description, sizeBytes, seed, NOW));
    }

    Catalogue.Begun begin(byte[] bytes, String version) {
        return begin(description(version).manifest(bytes.length, digest(bytes)), Optional.empty());
    }

    Catalogue.Begun begin(Manifest manifest, Optional<SignedManifest> signed) {
        return await(catalogue.begin(manifest, signed, NOW));
    }

    /** Sends bytes from an offset on to another, not included. */
    Upload append(byte[] bytes, int from, int to) {
        ByteBuffer piece = ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to));
        return await(catalogue.append(digest(bytes), from, piece, NOW));
    }

    FirmwareImage seal(byte[] bytes) {
        return await(catalogue.seal(digest(bytes), NOW));
    }

    FirmwareImage upload(byte[] bytes, String version) {
        begin(bytes, version);
        append(bytes, 0, bytes.length);
        return seal(bytes);
    }

    /** All that an image is made of. */
    byte[] content(FirmwareImage image) throws IOException {
        try (ImageContent content = catalogue.open(image)) {
            return all(content);
        }
    }

    static byte[] all(ImageContent content) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) content.sizeBytes());
        content.read(0, all);
        return all.array();
    }

    List<FirmwareImage> images() {
        return inventory.read(reading -> reading.images().all());
    }

    /** Names of all files there are, of images and of uploads. */
    List<String> files() throws IOException {
        Path images = Files.createDirectories(directory.resolve("images"));
        try (Stream<Path> all = Files.walk(images)) {
            return all.filter(path -> !Files.isDirectory(path))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    void assertNothingIsLeft() throws IOException {
        assertThat(files()).isEmpty();
        assertThat(await(catalogue.uploads())).isEmpty();
        assertThat(images()).isEmpty();
    }

    /** Waits, and throws what the caller would be told. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (requireNonNull(e.getCause()) instanceof RejectedException rejected) {
                throw rejected;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        inventory.close();
    }
}
