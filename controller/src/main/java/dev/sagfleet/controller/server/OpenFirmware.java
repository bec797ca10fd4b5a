package dev.sagfleet.controller.server;

import dev.sagfleet.controller.firmware.Catalogue;
import dev.sagfleet.controller.firmware.ImageFolder;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.firmware.Work;
import dev.sagfleet.controller.inventory.Store;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The firmware images of a controller, with the threads that work on them. */
final class OpenFirmware implements AutoCloseable {
    /** Of pieces that are to be written; the API port bounds what they hold. */
    private static final int FILE_TASKS_MAX = 256;

    /** Images that are made one after the other, some seconds each. */
    private static final int BUILDS_MAX = 8;

    private final StoreKind kind;
    private final Path dataDirectory;
    private final SigningKeys keys;
    private final ExecutorService fileWorker = worker("sag-firmware-files");
    private final ExecutorService builder = worker("sag-firmware-builds");
    private final Catalogue catalogue;

    private OpenFirmware(StoreKind kind, SigningKeys keys, Path dataDirectory, Store store) throws IOException {
        this.kind = kind;
        this.dataDirectory = dataDirectory;
        this.keys = keys;
        ImageFolder folder = kind.imageFolder(dataDirectory);
        catalogue = Catalogue.open(
                store, keys, folder, new Work(fileWorker, FILE_TASKS_MAX), new Work(builder, BUILDS_MAX));
    }

    /** The images of a store, without what an earlier start has left of others. */
    static OpenFirmware open(StoreKind kind, SigningKeys keys, Path dataDirectory, Store store) throws IOException {
        var opened = new OpenFirmware(kind, keys, dataDirectory, store);
        opened.catalogue.tidy().toCompletableFuture().join();
        return opened;
    }

    private static ExecutorService worker(String name) {
        return Executors.newSingleThreadExecutor(new DefaultThreadFactory(name, true));
    }

    Catalogue catalogue() {
        return catalogue;
    }

    SigningKeys keys() {
        return keys;
    }

    /** Ends what is under way; an image that was to be made is not. */
    @Override
    public void close() {
        builder.shutdownNow();
        fileWorker.shutdownNow();
        kind.forget(dataDirectory);
    }
}
