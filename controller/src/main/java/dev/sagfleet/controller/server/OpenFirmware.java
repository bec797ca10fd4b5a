package dev.sagfleet.controller.server;

import dev.sagfleet.controller.control.Metrics;
import dev.sagfleet.controller.firmware.Catalogue;
import dev.sagfleet.controller.firmware.DownloadHandler;
import dev.sagfleet.controller.firmware.Downloads;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.firmware.ImageFolder;
import dev.sagfleet.controller.firmware.Links;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.firmware.Work;
import dev.sagfleet.controller.inventory.Store;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The firmware images of a controller, with the threads that work on them. */
final class OpenFirmware implements AutoCloseable {
    /** Of pieces that are to be written; the API port bounds what they hold. */
    private static final int FILE_TASKS_MAX = 256;

    /** Images that are made one after the other, some seconds each. */
    private static final int BUILDS_MAX = 8;

    private final StoreKind kind;
    private final Path dataDirectory;
    private final Duration patience;
    private final ExecutorService fileWorker = worker("sag-firmware-files");
    private final ExecutorService builder = worker("sag-firmware-builds");
    private final Catalogue catalogue;
    private final Links links;
    private final Egress egress;
    private final Downloads downloads;

    private OpenFirmware(ControllerConfig config, SigningKeys keys, Links links, Egress egress, Store store)
            throws IOException {
        kind = config.store();
        dataDirectory = config.dataDirectory();
        ImageFolder folder = kind.imageFolder(dataDirectory);
        catalogue = Catalogue.open(
                store, keys, folder, new Work(fileWorker, FILE_TASKS_MAX), new Work(builder, BUILDS_MAX));
        this.links = links;
        this.egress = egress;
        downloads = new Downloads(store, links, egress);
        patience = config.downloads().patience();
    }

    /** The images of a store, without what an earlier start has left of others. */
    static OpenFirmware open(ControllerConfig config, SigningKeys keys, Links links, Egress egress, Store store)
            throws IOException {
        var opened = new OpenFirmware(config, keys, links, egress, store);
        opened.catalogue.tidy().toCompletableFuture().join();
        return opened;
    }

    private static ExecutorService worker(String name) {
        return Executors.newSingleThreadExecutor(new DefaultThreadFactory(name, true));
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** What devices are told to fetch images by. */
    Links links() {
        return links;
    }

    /** Decides what is served of the images. */
    Downloads downloads() {
        return downloads;
    }

    /** Handlers for connections that ask for an image. */
    Supplier<ChannelHandler> downloads(DeviceAuthentication authentication, InstantSource clock) {
        var service = new DownloadHandler.Service(
                downloads, catalogue, authentication::refusal, clock, patience, LingeringClose::send);
        return () -> new DownloadHandler(service);
    }

    /** Shows what runs. */
    void show(Metrics metrics) {
        metrics.gauge("sagfleet_firmware_downloads", "Downloads of images that run.", egress::downloads);
        metrics.counter(
                "sagfleet_firmware_downloads_begun",
                "Downloads of images that were begun or gone on with.",
                egress::begun);
        metrics.gauge(
                "sagfleet_firmware_egress_reserved_bits_per_second",
                "What downloads of images may send together.",
                egress::reservedBitsPerSecond);
    }

    /** Ends what is under way; an image that was to be made is not. */
    @Override
    public void close() {
        builder.shutdownNow();
        fileWorker.shutdownNow();
        kind.forget(dataDirectory);
    }
}
