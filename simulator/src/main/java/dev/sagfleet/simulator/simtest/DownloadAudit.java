package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.controller.firmware.Egress;
import dev.sagfleet.controller.rollout.Rollout;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at what downloads take of the controller's line, of their rollouts' shares of it, and of their devices' lines. */
final class DownloadAudit {
    private static final double NANOS_PER_SECOND = 1e9;

    /** More than full buckets let pass at once, and what is on its way when a rate changes. */
    private static final long BURST_BYTES = 1 << 20;

    /** How soon a cap that was lowered holds. */
    private static final long SOON_NANOS = Duration.ofSeconds(1).toNanos();

    private final VirtualWorld world;
    private final Optional<Bandwidth> cap;
    private final Supplier<List<Rollout>> rollouts;
    private final Story story;
    private final Map<SerialNumber, Begun> begun = new LinkedHashMap<>();
    /** By the ids of rollouts that have reserved too much, since when. */
    private final Map<String, Long> tooMuchSinceNanos = new LinkedHashMap<>();

    private long lookedAtNanos;

    /** A download, and how much of it was allowed to pass by what was reserved for it. */
    private static final class Begun {
        private final long bytes;
        private final long atNanos;
        private double reservedBits;
        private long bitsPerSecond;

        Begun(long bytes, long atNanos) {
            this.bytes = bytes;
            this.atNanos = atNanos;
        }
    }

    /**
     * Looks at the downloads of a world.
     *
     * @param cap of all downloads together
     * @param rollouts as they are on record
     */
    DownloadAudit(VirtualWorld world, Optional<Bandwidth> cap, Supplier<List<Rollout>> rollouts, Story story) {
        this.world = world;
        this.cap = cap;
        this.rollouts = rollouts;
        this.story = story;
    }

    /** To be called after each event. */
    void look() {
        world.egress()
                .filter(egress -> cap.isPresent()
                        && egress.reservedBitsPerSecond() > cap.get().bitsPerSecond())
                .ifPresent(egress -> story.violated(
                        "no more is reserved for downloads than there is",
                        egress.downloads() + " have reserved " + egress.reservedBitsPerSecond() + " bit/s"));
        if (world.egress().isPresent() && world.egress().get().downloads() > 0) {
            rollouts.get().forEach(rollout -> look(rollout, world.egress().get()));
        } else {
            tooMuchSinceNanos.clear();
        }
        integrate();
    }

    private void look(Rollout rollout, Egress egress) {
        String id = rollout.origin().id();
        Optional<Bandwidth> most = rollout.policy().pace().egress();
        Egress.Use use = egress.use(id);
        boolean isTooMuch = rollout.state().isUnderWay()
                && most.isPresent()
                && use.bitsPerSecond() > most.get().bitsPerSecond();
        if (!isTooMuch) {
            tooMuchSinceNanos.remove(id);
            return;
        }
        long nowNanos = world.time().nowNanos();
        long sinceNanos = tooMuchSinceNanos.computeIfAbsent(id, unknown -> nowNanos);
        if (nowNanos - sinceNanos > SOON_NANOS) {
            story.violated(
                    "no more is reserved for a rollout than its share",
                    id + ": " + use.downloads() + " have reserved " + use.bitsPerSecond() + " bit/s of "
                            + most.get().bitsPerSecond());
        }
    }

    /** What is reserved changes in events alone. */
    private void integrate() {
        long nowNanos = world.time().nowNanos();
        double seconds = (nowNanos - lookedAtNanos) / NANOS_PER_SECOND;
        lookedAtNanos = nowNanos;
        begun.forEach((serial, download) -> {
            download.reservedBits += seconds * download.bitsPerSecond;
            download.bitsPerSecond = world.egress()
                    .flatMap(egress -> egress.rate(serial))
                    .map(Bandwidth::bitsPerSecond)
                    .orElse(0L);
        });
    }

    /** A job is in another state. */
    void became(SerialNumber serial, DeviceModel model, UpgradeJob job) {
        if (job.state() == UpdateState.DOWNLOADING) {
            begun.put(serial, new Begun(job.checkpoint().bytes(), world.time().nowNanos()));
        }
        Begun since = begun.get(serial);
        if (job.state() == UpdateState.VERIFYING && since != null) {
            requireInTime(serial, model, job, since);
        }
    }

    /** Its limits may have changed meanwhile, but not beyond those of its model. */
    private void requireInTime(SerialNumber serial, DeviceModel model, UpgradeJob job, Begun since) {
        Manifest image = job.manifest().orElseThrow();
        Bandwidth line = Bandwidth.ofMegabits(model.megabitsMax());
        Bandwidth most = cap.map(line::min).orElse(line);
        double seconds = (world.time().nowNanos() - since.atNanos) / NANOS_PER_SECOND;
        double bits = Math.min(seconds * most.bitsPerSecond(), since.reservedBits);
        if (image.sizeBytes() - since.bytes > bits / Byte.SIZE + BURST_BYTES) {
            story.violated(
                    "no image comes faster than what was reserved for it",
                    serial + ": " + (image.sizeBytes() - since.bytes) + " bytes in " + seconds + " s, for which "
                            + (long) since.reservedBits + " bits were reserved");
        }
    }
}
