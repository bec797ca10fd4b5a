package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Incarnation;
import dev.sagfleet.controller.inventory.JobReports;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.UpgradeOrder;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.store.SqliteStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Upgrade jobs in the store on a disk, by the rules: orders, and what devices say of them. */
final class StoredJobs implements AutoCloseable {
    private static final Incarnation RUN = new Incarnation(1, false);

    private final ScratchDirectory directory = ScratchDirectory.create();
    private final SqliteStore store;
    private final List<SerialNumber> serials = new ArrayList<>();
    private final List<FirmwareImage> images = List.of(StoredDevices.image("2.5.0"), StoredDevices.image("2.6.0"));
    private final Upgrades upgrades = new Upgrades(
            (serial, image, job, nowMillis) -> "/firmware/" + image + "?job=" + job + "&until=" + nowMillis);
    private List<FirmwareJob> jobs = List.of();
    private int orders;
    private long words;

    StoredJobs(int devices) throws IOException {
        store = SqliteStore.open(directory.path().resolve("controller.db"), (serial, command) -> {});
        for (int device = 0; device < devices; device++) {
            serials.add(new SerialNumber("sag" + (1_000_000_000_000L + device)));
        }
        change(transaction -> {
            images.forEach(transaction.images()::save);
            for (SerialNumber serial : serials) {
                StoredDevices.register(transaction, serial);
            }
            return serials;
        });
        order();
    }

    private <T> T change(Store.Change<T> change) {
        return store.write(change).toCompletableFuture().join();
    }

    /** Orders all devices to install another image than before; each of a second. */
    double order() {
        FirmwareImage image = images.get(orders++ % images.size());
        long beganNanos = System.nanoTime();
        jobs = change(transaction -> serials.stream()
                .map(serial -> upgrades.order(
                                transaction,
                                UpgradeOrder.now(serial, image.digest(), FirmwareJob.Origin.CONTROL),
                                "benchmark",
                                orders)
                        .job())
                .toList());
        return perSecond(beganNanos);
    }

    /** All devices say that they are in another state than before; words of a second. */
    double say() {
        words++;
        return say(words % 2 == 0 ? UpdateState.WAIT_DOWNLOAD : UpdateState.DOWNLOADING);
    }

    /** All devices are done, and may be ordered anew. */
    void end() {
        words++;
        say(UpdateState.FAILED);
    }

    private double say(UpdateState state) {
        long beganNanos = System.nanoTime();
        change(transaction -> {
            for (FirmwareJob job : jobs) {
                var said = new FirmwareProgress(
                        job.id(), 1, 1, words, state, (int) (words % 100), UpdateCode.NONE, job.image());
                if (!JobReports.record(transaction, job.serial(), said, RUN, words)
                        .isStep()) {
                    throw new IllegalStateException("no step: " + said);
                }
            }
            return jobs;
        });
        return perSecond(beganNanos);
    }

    private double perSecond(long beganNanos) {
        return serials.size() * 1e9 / (System.nanoTime() - beganNanos);
    }

    @Override
    public void close() {
        store.close();
        directory.close();
    }
}
