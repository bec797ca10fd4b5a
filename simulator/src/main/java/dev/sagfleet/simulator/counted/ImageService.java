package dev.sagfleet.simulator.counted;

import dev.sagfleet.controller.firmware.DownloadRequest;
import dev.sagfleet.controller.firmware.Downloads;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.simulator.counted.ImagePort.Asked;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Where a controller answers devices that fetch images of which only the number of bytes travels, with the decisions that
 * it makes over HTTP. Safe for many threads.
 */
public final class ImageService {
    private static final int UNAUTHORIZED = 401;

    /** How long a device is to stay away while the store cannot say who it is. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Store store;
    private final Downloads downloads;
    private final InstantSource clock;

    /** @param clock that links expire by */
    public ImageService(Store store, Downloads downloads, InstantSource clock) {
        this.store = store;
        this.downloads = downloads;
        this.clock = clock;
    }

    /**
     * Answers a device.
     *
     * @param nanoTime the clock of whoever sends the body
     * @param superseded is called, if there is a body, once a later one of the same device takes its place
     * @return never fails
     */
    public CompletionStage<ImageAnswer> answer(Asked asked, LongSupplier nanoTime, Runnable superseded) {
        return store.read(reading -> reading.devices()
                        .key(asked.serial())
                        .filter(asked.key()::equals)
                        .isPresent())
                .thenCompose(isKnown -> isKnown
                        ? downloads
                                .decide(request(asked), clock.millis(), nanoTime, superseded)
                                .thenApply(ImageAnswer::of)
                        : CompletableFuture.completedFuture(ImageAnswer.refusal(UNAUTHORIZED)))
                .exceptionally(failure -> ImageAnswer.busy(RETRY_AFTER));
    }

    private static DownloadRequest request(Asked asked) {
        boolean isWhole = asked.rest().from() == 0;
        return new DownloadRequest(
                asked.serial(),
                asked.link(),
                false,
                isWhole ? Optional.empty() : Optional.of("bytes=" + asked.rest().from() + '-'),
                isWhole ? Optional.empty() : Optional.of(asked.rest().entityTag()));
    }
}
