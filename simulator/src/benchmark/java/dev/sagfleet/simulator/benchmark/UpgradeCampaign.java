package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.EventFilter;
import dev.sagfleet.controller.event.EventKind;
import dev.sagfleet.controller.event.EventReader;
import dev.sagfleet.controller.event.LoggedEvent;
import dev.sagfleet.controller.firmware.ImageDescription;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.UpgradeOrder;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.rollout.Pace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Upgrades devices, as many at a time as a rollout lets work at once unless it is told otherwise: as soon as some are seen to
 * have ended, as many others are ordered.
 */
final class UpgradeCampaign implements AutoCloseable {
    private static final int IN_FLIGHT = Pace.DEFAULT.inFlight();
    private static final int EVENTS_MAX = 1_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final long STILL_NANOS_MAX = Duration.ofMinutes(15).toNanos();

    private final Store store;
    private final Upgrades upgrades;
    private final Digest image;
    private final int count;
    private final Queue<SerialNumber> waiting;
    private final Set<SerialNumber> open = new LinkedHashSet<>();
    private final EventReader events;
    private long movedNanos = System.nanoTime();
    private volatile int done;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    /** Makes the image for it. */
    UpgradeCampaign(BenchmarkWorld world, List<SerialNumber> devices, long imageBytes) {
        store = world.controller().store();
        upgrades = new Upgrades(world.controller().downloadLinks());
        count = devices.size();
        waiting = new ArrayDeque<>(devices);
        events = EventReader.fromNow(world.controller().events(), new EventFilter(Set.of(), Set.of(EventKind.UPGRADE)));
        var description = new ImageDescription(
                List.of(DeviceModel.SAG_1000),
                FirmwareVersion.parse("2.9.0"),
                Optional.empty(),
                0,
                SigningKeys.PRIMARY,
                List.of());
        image = world.controller()
                .catalogue()
                .build(description, imageBytes, 0, System.currentTimeMillis())
                .toCompletableFuture()
                .join()
                .digest();
    }

    /** How many devices run the image. */
    int done() {
        return done;
    }

    /**
     * Goes on, on a thread of its own.
     *
     * @param until so many devices are upgraded
     * @return over by then; fails with a {@link BenchmarkException} if an upgrade has not succeeded, or none comes to an end
     *     any more
     */
    CompletableFuture<Void> goOn(int until) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        while (goesOn(until)) {
                            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
                        }
                    } catch (InterruptedException e) {
                        throw new BenchmarkException("interrupted");
                    }
                },
                thread);
    }

    /** Orders what is to be ordered now; returns whether there is anything to wait for. */
    private boolean goesOn(int until) {
        int before = open.size();
        EventReader.Batch batch = events.read(EVENTS_MAX);
        for (LoggedEvent logged : batch.events()) {
            if (logged.event() instanceof ControllerEvent.JobChanged job
                    && job.state().isFinal()) {
                end(job.serial(), job.state(), job.code());
            }
        }
        if (batch.missed() > 0) {
            lookAtAll();
        }
        if (open.size() < before) {
            movedNanos = System.nanoTime();
        } else if (System.nanoTime() - movedNanos > STILL_NANOS_MAX) {
            throw new BenchmarkException(open.size() + " upgrades do not come to an end");
        }
        done = count - waiting.size() - open.size();
        order(Math.min(IN_FLIGHT - open.size(), until - count + waiting.size()));
        return !open.isEmpty();
    }

    /** The commands beside them make events as well, by which some of the upgrades may not be seen. */
    private void lookAtAll() {
        List<SerialNumber> all = List.copyOf(open);
        store.read(reading -> all.stream()
                        .map(serial -> reading.jobs().latest(serial).orElseThrow())
                        .filter(job -> !job.isOpen())
                        .toList())
                .toCompletableFuture()
                .join()
                .forEach(job -> end(job.serial(), job.state(), job.progress().code()));
    }

    private void end(SerialNumber serial, UpdateState state, UpdateCode code) {
        if (state != UpdateState.COMMITTED) {
            throw new BenchmarkException("the upgrade of " + serial + " has ended " + state + ": " + code.text());
        }
        open.remove(serial);
    }

    private void order(int most) {
        List<SerialNumber> next = new ArrayList<>();
        while (next.size() < most) {
            next.add(waiting.remove());
        }
        if (next.isEmpty()) {
            return;
        }
        open.addAll(next);
        store.write(transaction -> {
                    next.forEach(serial -> upgrades.order(
                            transaction,
                            UpgradeOrder.now(serial, image, FirmwareJob.Origin.CONTROL),
                            "benchmark-" + serial,
                            System.currentTimeMillis()));
                    return next.size();
                })
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
