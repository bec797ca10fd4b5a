package dev.sagfleet.controller.control;

import dev.sagfleet.controller.inventory.FirmwareCounts;
import dev.sagfleet.controller.inventory.Reading;
import dev.sagfleet.controller.inventory.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who runs which firmware, for the metrics: counted at most once a second and once at a time, however often it is
 * asked for, since every device is looked at. Safe for many threads.
 */
public final class FirmwareCensus {
    private static final long LASTS_MILLIS = 1_000;
    private static final FirmwareCounts NONE =
            new FirmwareCounts(List.of(), new FirmwareCounts.Count(FirmwareCounts.OTHERS, 0, 0));

    private final Store store;
    private CompletableFuture<FirmwareCounts> latest = CompletableFuture.completedFuture(NONE);
    private long askedMillis = Long.MIN_VALUE / 2;

    public FirmwareCensus(Store store) {
        this.store = store;
    }

    /** The counts; none if the store cannot be read, which is no reason to hold other metrics back. */
    public synchronized CompletionStage<FirmwareCounts> counts(long nowMillis) {
        if (latest.isDone() && Math.abs(nowMillis - askedMillis) >= LASTS_MILLIS) {
            askedMillis = nowMillis;
            latest =
                    store.read(Reading::firmware).exceptionally(failure -> NONE).toCompletableFuture();
        }
        return latest;
    }
}
