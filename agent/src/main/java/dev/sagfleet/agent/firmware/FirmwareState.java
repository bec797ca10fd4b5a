package dev.sagfleet.agent.firmware;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Upgrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a device knows of its firmware, all of which it still knows after a power cut. A device that was never told to
 * upgrade needs none of this: it is {@link #factory} of its model and version.
 *
 * @param boot how often it has booted since it first had such a state; 0 or more
 * @param securityFloor below which no image is started
 * @param withdrawnKeys ids of keys whose signatures count no more
 * @param refused digests that it fell back from, the latest last; at most {@link #REFUSED_MAX}
 * @param held how far it has come with the aspect FIRMWARE
 * @param job the job that it has, or that ended last
 * @param next the order that begins once that job is over and the controller knows it
 */
public record FirmwareState(
        Slots slots,
        long boot,
        int securityFloor,
        List<String> withdrawnKeys,
        List<Digest> refused,
        AspectStatus held,
        Optional<UpgradeJob> job,
        Optional<Upgrade> next) {
    /** How many images that it fell back from a device remembers. */
    public static final int REFUSED_MAX = 16;

    public FirmwareState {
        requireNonNull(slots, "slots");
        withdrawnKeys = List.copyOf(withdrawnKeys);
        refused = List.copyOf(refused);
        requireNonNull(held, "held");
        requireNonNull(job, "job");
        requireNonNull(next, "next");
        if (boot < 0 || securityFloor < 0) {
            throw new IllegalArgumentException(
                    "boot, securityFloor: " + boot + ", " + securityFloor + " (expected: >= 0)");
        }
        if (refused.size() > REFUSED_MAX) {
            throw new IllegalArgumentException(
                    "refused: " + refused.size() + " (expected: at most " + REFUSED_MAX + ')');
        }
    }

    /** That of a device as it leaves the factory, or was never told to upgrade. */
    public static FirmwareState factory(DeviceModel model, FirmwareVersion version) {
        return new FirmwareState(
                Slots.factory(Image.factory(model, version)),
                0,
                0,
                List.of(),
                List.of(),
                AspectStatus.NOTHING,
                Optional.empty(),
                Optional.empty());
    }

    /** What runs. */
    public Image image() {
        return slots.image();
    }

    FirmwareState with(Slots other) {
        return new FirmwareState(other, boot, securityFloor, withdrawnKeys, refused, held, job, next);
    }

    FirmwareState with(UpgradeJob other) {
        return new FirmwareState(slots, boot, securityFloor, withdrawnKeys, refused, held, Optional.of(other), next);
    }

    FirmwareState with(AspectStatus other) {
        return new FirmwareState(slots, boot, securityFloor, withdrawnKeys, refused, other, job, next);
    }

    FirmwareState withNext(Optional<Upgrade> other) {
        return new FirmwareState(slots, boot, securityFloor, withdrawnKeys, refused, held, job, other);
    }

    /** The same, one boot later. */
    FirmwareState booted(Slots started) {
        return new FirmwareState(started, boot + 1, securityFloor, withdrawnKeys, refused, held, job, next);
    }

    /** The same, with a floor that is no lower. */
    FirmwareState withFloorOf(Image image) {
        int floor = Math.max(securityFloor, image.securityIndex());
        return new FirmwareState(slots, boot, floor, withdrawnKeys, refused, held, job, next);
    }

    FirmwareState withdrawing(List<String> keys) {
        List<String> all = new ArrayList<>(withdrawnKeys);
        keys.stream().filter(key -> !all.contains(key)).forEach(all::add);
        return new FirmwareState(slots, boot, securityFloor, all, refused, held, job, next);
    }

    /** The same, refusing an image from now on. */
    FirmwareState refusing(Digest digest) {
        List<Digest> all = new ArrayList<>(without(digest));
        all.add(digest);
        List<Digest> latest = all.subList(Math.max(0, all.size() - REFUSED_MAX), all.size());
        return new FirmwareState(slots, boot, securityFloor, withdrawnKeys, latest, held, job, next);
    }

    /** The same, refusing an image no more. */
    FirmwareState taking(Digest digest) {
        return new FirmwareState(slots, boot, securityFloor, withdrawnKeys, without(digest), held, job, next);
    }

    private List<Digest> without(Digest digest) {
        return refused.stream().filter(other -> !other.equals(digest)).toList();
    }
}
