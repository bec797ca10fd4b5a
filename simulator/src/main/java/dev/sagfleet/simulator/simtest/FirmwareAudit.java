package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.SlotState;
import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.SlotStatus;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks after each event at what devices would still know of their images without power. */
final class FirmwareAudit {
    private final VirtualWorld world;
    private final ImageFaults faults;
    private final DrawnImages images;
    private final DownloadAudit downloads;
    private final Story story;
    private final List<Seen> devices = new ArrayList<>();

    /** Attempts that have been cancelled, of which the device has said so: by device and job, the latest of each. */
    private final Map<String, Integer> cancelled = new LinkedHashMap<>();

    /** What a device was seen to know last, and how often each attempt has begun to install. */
    private static final class Seen {
        private final SerialNumber serial;
        private final DeviceModel model;
        private final Map<String, Integer> installs = new LinkedHashMap<>();
        private final Set<Digest> kept = new LinkedHashSet<>();
        private @Nullable FirmwareState state;

        Seen(SerialNumber serial, DeviceModel model) {
            this.serial = serial;
            this.model = model;
        }
    }

    FirmwareAudit(VirtualWorld world, ImageFaults faults, DrawnImages images, DownloadAudit downloads, Story story) {
        this.downloads = downloads;
        this.world = world;
        this.faults = faults;
        this.images = images;
        this.story = story;
        world.blueprint().instances().forEach(instance -> instance.devices()
                .forEach(device -> devices.add(new Seen(device.serial(), device.model()))));
    }

    /** The device has said that it has left a job, whose latest attempt was this one. */
    void cancelled(SerialNumber serial, String job, int attempt) {
        cancelled.merge(serial + " " + job, attempt, Math::max);
    }

    /** Whether a device has ever run an image that it keeps. */
    boolean hasKept(SerialNumber serial, Digest image) {
        return devices.stream().anyMatch(seen -> seen.serial.equals(serial) && seen.kept.contains(image));
    }

    void look() {
        downloads.look();
        for (Seen seen : devices) {
            FirmwareState now = world.keptFirmware(seen.serial).orElse(null);
            FirmwareState before = seen.state;
            if (now != null && !now.equals(before)) {
                seen.state = now;
                look(seen, now);
                if (before != null) {
                    changed(seen, before, now);
                }
            }
        }
    }

    private void look(Seen seen, FirmwareState now) {
        if (now.slots().running().status() == SlotStatus.GOOD) {
            seen.kept.add(now.image().digest());
        }
        if (!isStartable(now.slots().a(), now) && !isStartable(now.slots().b(), now)) {
            story.violated("a device always has an image to start", seen.serial + ": " + now.slots());
        }
    }

    private static boolean isStartable(SlotState slot, FirmwareState state) {
        boolean mayStart =
                slot.status() == SlotStatus.GOOD || (slot.status() == SlotStatus.TRYING && slot.triesLeft() > 0);
        return mayStart && slot.image().orElseThrow().securityIndex() >= state.securityFloor();
    }

    private void changed(Seen seen, FirmwareState before, FirmwareState now) {
        if (now.boot() < before.boot()) {
            story.violated("no device forgets a boot", seen.serial + " from " + before.boot() + " to " + now.boot());
        }
        if (now.boot() > before.boot()) {
            booted(seen, before, now);
        }
        Optional<UpgradeJob> is = now.job();
        UpdateState then = before.job()
                .filter(was -> is.isPresent() && key(was).equals(key(is.get())))
                .map(UpgradeJob::state)
                .orElse(UpdateState.IDLE);
        if (now.securityFloor() < before.securityFloor()) {
            story.violated("the security floor never falls", seen.serial.text());
        }
        if (now.securityFloor() > before.securityFloor()
                && is.filter(job -> job.state() == UpdateState.COMMITTED).isEmpty()) {
            story.violated("the security floor rises with a commit", seen.serial + " at " + is);
        }
        if (is.isPresent() && is.get().state() != then) {
            downloads.became(seen.serial, seen.model, is.get());
            changed(seen, is.get(), then, now);
        }
    }

    /** A start on trial takes a try before it is one. */
    private void booted(Seen seen, FirmwareState before, FirmwareState now) {
        Slot runs = now.slots().runs();
        SlotState slot = now.slots().in(runs);
        SlotState was = before.slots().in(runs);
        if (slot.status() == SlotStatus.TRYING
                && was.image().equals(slot.image())
                && slot.triesLeft() >= was.triesLeft()) {
            story.violated("the boot loader takes a try before it starts an image on trial", seen.serial + ": " + slot);
        }
    }

    private static Manifest wanted(UpgradeJob job) {
        return job.manifest().orElseThrow();
    }

    private static String key(UpgradeJob job) {
        return job.order().job() + ' ' + job.order().attempt();
    }

    private void changed(Seen seen, UpgradeJob job, UpdateState then, FirmwareState now) {
        String what = seen.serial + " " + key(job) + " from " + then + " to " + job.state() + ' ' + job.code();
        if (then.isFinal()) {
            story.violated("a final state is final for its attempt", what);
        }
        switch (job.state()) {
            case INSTALLING -> installs(seen, job, what);
            case COMMITTED -> committed(seen, job, then, now, what);
            case ROLLED_BACK -> {
                if (hasStartable(now, wanted(job).digest())) {
                    story.violated("what a device fell back from is not started again", what + ": " + now.slots());
                }
            }
            default -> {}
        }
    }

    private void installs(Seen seen, UpgradeJob job, String what) {
        if (seen.installs.merge(key(job), 1, Integer::sum) > 1) {
            story.violated("no attempt installs twice", what);
        }
        if (cancelled.getOrDefault(seen.serial + " " + job.order().job(), 0)
                >= job.order().attempt()) {
            story.violated("no job installs that was cancelled", what);
        }
        Digest wanted = wanted(job).digest();
        if (!faults.truth(seen.serial).fetched().equals(Optional.of(wanted))) {
            story.violated("nothing is installed but what was signed", what);
        }
        if (!images.isGenuine(wanted) || !wanted(job).models().contains(seen.model)) {
            story.violated("nothing is installed that is not meant for a device", what);
        }
    }

    private void committed(Seen seen, UpgradeJob job, UpdateState then, FirmwareState now, String what) {
        if (!now.image().digest().equals(wanted(job).digest())
                || now.slots().running().status() != SlotStatus.GOOD) {
            story.violated("what is committed is what was ordered", what + ": " + now.slots());
        }
        boolean wasTried = then.compareTo(UpdateState.INSTALLING) >= 0;
        if (wasTried && !faults.truth(seen.serial).hasPassed(now.boot())) {
            story.violated("no image is committed before its local checks pass", what);
        }
    }

    private static boolean hasStartable(FirmwareState now, Digest digest) {
        return List.of(now.slots().a(), now.slots().b()).stream()
                .filter(slot -> slot.image()
                        .filter(image -> image.digest().equals(digest))
                        .isPresent())
                .anyMatch(slot -> slot.status() == SlotStatus.TRYING || slot.status() == SlotStatus.GOOD);
    }
}
