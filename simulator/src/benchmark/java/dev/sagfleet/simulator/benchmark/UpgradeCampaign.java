package dev.sagfleet.simulator.benchmark;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.firmware.ImageDescription;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.inventory.FirmwareJob;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.UpgradeOrder;
import dev.sagfleet.controller.inventory.Upgrades;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Upgrades devices, some at a time: the next wave is ordered as soon as no more than one is under way. */
final class UpgradeCampaign {
    private static final int WAVES = 100;
    private static final long STILL_NANOS_MAX = Duration.ofMinutes(15).toNanos();

    private final Store store;
    private final Upgrades upgrades;
    private final Digest image;
    private final int count;
    private final int wave;
    private final Queue<SerialNumber> waiting;
    private List<SerialNumber> open = new ArrayList<>();
    private long movedNanos = System.nanoTime();

    /** Makes the image for it. */
    UpgradeCampaign(BenchmarkWorld world, List<SerialNumber> devices, long imageBytes) {
        store = world.controller().store();
        upgrades = new Upgrades(world.controller().downloadLinks());
        count = devices.size();
        wave = Math.max(1, count / WAVES);
        waiting = new ArrayDeque<>(devices);
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
        return count - waiting.size() - open.size();
    }

    /**
     * Orders what is to be ordered now.
     *
     * @param until so many devices have been ordered, of which the last ones are then waited for
     * @return whether there is anything to wait for
     * @throws BenchmarkException if an upgrade has not succeeded, or none comes to an end any more
     */
    boolean goesOn(int until) {
        int before = open.size();
        open = store.read(reading -> open.stream()
                        .filter(serial -> isOpen(reading.jobs().latest(serial).orElseThrow()))
                        .toList())
                .toCompletableFuture()
                .join();
        if (open.size() < before) {
            movedNanos = System.nanoTime();
        } else if (System.nanoTime() - movedNanos > STILL_NANOS_MAX) {
            throw new BenchmarkException(open.size() + " upgrades do not come to an end");
        }
        if (open.size() <= wave) {
            orderWave(Math.min(wave, until - count + waiting.size()));
        }
        return !open.isEmpty();
    }

    private static boolean isOpen(FirmwareJob job) {
        if (!job.isOpen() && !job.hasSucceeded()) {
            throw new BenchmarkException("the upgrade of " + job.serial() + " has ended " + job.state() + ": "
                    + job.progress().code().text());
        }
        return job.isOpen();
    }

    private void orderWave(int most) {
        List<SerialNumber> next = new ArrayList<>();
        while (next.size() < most) {
            next.add(waiting.remove());
        }
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
        List<SerialNumber> all = new ArrayList<>(open);
        all.addAll(next);
        open = all;
    }
}
