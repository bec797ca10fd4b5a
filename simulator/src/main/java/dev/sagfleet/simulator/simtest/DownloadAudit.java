package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at what downloads take of the controller's line and of their devices'. */
final class DownloadAudit {
    private static final double NANOS_PER_SECOND = 1e9;

    /** More than full buckets let pass at once. */
    private static final long BURST_BYTES = 1 << 20;

    private final VirtualWorld world;
    private final Optional<Bandwidth> cap;
    private final Story story;
    private final Map<SerialNumber, Begun> begun = new LinkedHashMap<>();

    private record Begun(long bytes, long atNanos) {}

    /** @param cap of all downloads together */
    DownloadAudit(VirtualWorld world, Optional<Bandwidth> cap, Story story) {
        this.world = world;
        this.cap = cap;
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
        double couldPass = seconds * most.bitsPerSecond() / Byte.SIZE + BURST_BYTES;
        if (image.sizeBytes() - since.bytes > couldPass) {
            story.violated(
                    "no image comes faster than what was reserved for it",
                    serial + ": " + (image.sizeBytes() - since.bytes) + " bytes in " + seconds + " s");
        }
    }
}
