package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.campaign.Campaigns;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Incarnation;
import dev.sagfleet.controller.inventory.JobReports;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.store.SqliteStore;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** What devices say of the orders of a rollout, in the store on a disk, by the rules: their jobs and the rollout. */
final class StoredReports implements AutoCloseable {
    static final String FILE = "controller.db";
    private static final Incarnation RUN = new Incarnation(1, false);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(StoredRollout.NOW_MILLIS));

    private final ScratchDirectory directory = ScratchDirectory.create();
    private final Upgrades upgrades =
            new Upgrades((serial, image, job, nowMillis) -> "/firmware/" + image + "?job=" + job);
    private final SqliteStore store;
    private final RolloutListener rollouts;
    private final List<FirmwareJob> jobs;
    private long words;

    /**
     * Writes all of it.
     *
     * @param atWork devices whose words are measured
     * @param members of the rollout, those included
     */
    StoredReports(int atWork, int members) throws IOException {
        Path file = directory.path().resolve(FILE);
        try (SqliteStore filling = SqliteStore.open(file, (serial, command) -> {})) {
            jobs = StoredRollout.write(filling, upgrades, atWork, members);
        }
        store = SqliteStore.open(file, (serial, command) -> {});
        rollouts = new Campaigns(
                        store,
                        upgrades,
                        new Egress(Optional.empty(), Egress.DOWNLOADS_MAX),
                        new TrafficReports(CLOCK),
                        new Events(CLOCK),
                        (delay, task) -> {},
                        CLOCK,
                        new RepeatedFailure(LoggerFactory.getLogger(StoredReports.class), System::nanoTime))
                .listener();
    }

    /** Copies the file as it is before anybody has said anything. */
    void copyTo(Path target) throws IOException {
        Files.copy(directory.path().resolve(FILE), target);
    }

    List<FirmwareJob> jobs() {
        return jobs;
    }

    /** All devices say that they are in another state than before, so that all members change; returns how many. */
    int say() {
        words++;
        UpdateState state = stateOf(words);
        long nowMillis = StoredRollout.NOW_MILLIS + words;
        List<Runnable> after = store.write(transaction -> {
                    List<Runnable> all = new ArrayList<>(jobs.size());
                    for (FirmwareJob job : jobs) {
                        var said = new FirmwareProgress(
                                job.id(), 1, 1, words, state, (int) (words % 100), UpdateCode.NONE, job.image());
                        var recorded = JobReports.record(transaction, job.serial(), said, RUN, nowMillis);
                        if (!recorded.isStep()) {
                            throw new IllegalStateException("no step: " + said);
                        }
                        all.add(rollouts.reported(transaction, job.serial(), recorded, nowMillis));
                    }
                    return all;
                })
                .toCompletableFuture()
                .join();
        after.forEach(Runnable::run);
        return jobs.size();
    }

    /** They wait and download by turns. */
    static UpdateState stateOf(long word) {
        return word % 2 == 0 ? UpdateState.WAIT_DOWNLOAD : UpdateState.DOWNLOADING;
    }

    @Override
    public void close() {
        store.close();
        directory.close();
    }
}
