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
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.Origin;
import dev.sagfleet.controller.rollout.RolloutState;
import dev.sagfleet.controller.rollout.WavePlan;
import dev.sagfleet.controller.rollout.WaveSize;
import dev.sagfleet.controller.store.SqliteStore;
import dev.sagfleet.controller.telemetry.TrafficReports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * A rollout of very many members that is created in a store on a disk, where others run: each of those halts at a moment of
 * the creation, by the first failure of its only device.
 */
final class LargeRollout implements AutoCloseable {
    private static final Incarnation RUN = new Incarnation(1, false);
    private static final int HALTS_MAX = 300;
    private static final int BETWEEN_MILLIS = 150;
    private static final int SLICE = 1_000;

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Upgrades upgrades =
            new Upgrades((serial, image, job, nowMillis) -> "/firmware/" + image + "?job=" + job);
    private final SqliteStore store;
    private final Campaigns campaigns;
    private final List<FirmwareJob> jobs = new ArrayList<>();

    /** Registers the devices, and lets the first ones be at work for a rollout each. */
    LargeRollout(Path file, int devices) {
        store = SqliteStore.open(file, (serial, command) -> {});
        InstantSource clock = InstantSource.system();
        campaigns = new Campaigns(
                store,
                upgrades,
                new Egress(Optional.empty(), Egress.DOWNLOADS_MAX),
                new TrafficReports(clock),
                new Events(clock),
                this::schedule,
                clock,
                new RepeatedFailure(LoggerFactory.getLogger(LargeRollout.class), System::nanoTime));
        StoredRollout.change(store, transaction -> {
            transaction.images().save(StoredDevices.image(ReportPolicy.VERSION));
            return true;
        });
        for (int from = 0; from < devices; from += SLICE) {
            register(from, Math.min(devices, from + SLICE));
        }
        for (int number = 0; number < Math.min(HALTS_MAX, devices); number++) {
            var origin = new Origin("ro-small-" + number, number, clock.millis());
            jobs.addAll(StoredRollout.write(store, upgrades, origin, number, 1, 1));
        }
    }

    private void register(int from, int to) {
        StoredRollout.change(store, transaction -> {
            for (int number = from; number < to; number++) {
                StoredDevices.register(transaction, StoredDevices.serial(number));
            }
            return to;
        });
    }

    /**
     * Creates the large one, and halts the others meanwhile.
     *
     * @return how long each took from the word of its device until its halt was committed, in milliseconds
     */
    List<Double> haltMillis() throws InterruptedException {
        CompletableFuture<String> created = campaigns
                .create(
                        ReportPolicy.of("large", List.of(WavePlan.of(new WaveSize.Cumulative(ReportPolicy.ALL)))),
                        "benchmark")
                .thenApply(rollout -> rollout.origin().id())
                .toCompletableFuture();
        List<Double> found = new ArrayList<>();
        for (FirmwareJob job : jobs) {
            found.add(halt(job));
            if (created.isDone() && stateOf(created.join()) == RolloutState.WAITING_FOR_APPROVAL) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        }
        while (stateOf(created.join()) != RolloutState.WAITING_FOR_APPROVAL) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        }
        return found;
    }

    private double halt(FirmwareJob job) {
        var said = new FirmwareProgress(
                job.id(), 1, 1, 1, UpdateState.ROLLED_BACK, 100, UpdateCode.LOCAL_CHECK, job.image());
        long nowMillis = System.currentTimeMillis();
        long beganNanos = System.nanoTime();
        Runnable after = StoredRollout.change(store, transaction -> campaigns
                .listener()
                .reported(
                        transaction,
                        job.serial(),
                        JobReports.record(transaction, job.serial(), said, RUN, nowMillis),
                        nowMillis));
        double millis = (System.nanoTime() - beganNanos) / 1e6;
        after.run();
        String id = job.rollout().orElseThrow().rollout();
        if (stateOf(id) != RolloutState.HALTED) {
            throw new BenchmarkException(id + " is " + stateOf(id) + " (expected: HALTED)");
        }
        return millis;
    }

    private RolloutState stateOf(String id) {
        return store.read(reading -> reading.rollouts().find(id).orElseThrow().state())
                .toCompletableFuture()
                .join();
    }

    private void schedule(Duration delay, Runnable task) {
        ScheduledFuture<?> unused = later.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        campaigns.stop();
        later.shutdownNow();
        store.close();
    }
}
