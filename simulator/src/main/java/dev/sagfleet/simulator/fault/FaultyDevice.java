package dev.sagfleet.simulator.fault;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.firmware.UpgradeJob;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.runtime.ImageBehaviour;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How images get on on a device on which not all is well. All that it has of its own is who it is: there may be a million
 * of them.
 *
 * @param from the version that it started with
 * @param seed the value of the device's seed
 * @param otherwise how they get on where nothing goes wrong
 */
record FaultyDevice(
        UpgradeMishaps mishaps,
        SerialNumber serial,
        DeviceModel model,
        FirmwareVersion from,
        long seed,
        Place place,
        ImageBehaviour otherwise)
        implements ImageBehaviour {
    /** Where a device stands that shares no draw with another. */
    static final Place ANYWHERE = new Place("", "", "");

    private static final Duration ANSWERS_AFTER = Duration.ofSeconds(10);
    private static final Duration CRASHES_AGAIN_AFTER = Duration.ofMinutes(1);

    /** States of which nothing is kept before the device goes on. */
    private static final Set<UpdateState> PASSING = EnumSet.of(
            UpdateState.WAIT_DOWNLOAD, UpdateState.DOWNLOADING, UpdateState.WAIT_ACTIVATE, UpdateState.REBOOTING);

    @Override
    public void became(FirmwareState state) {
        otherwise.became(state);
        if (state.job().isPresent()) {
            UpgradeJob job = state.job().get();
            job.manifest().ifPresent(image -> isAt(job, image, state));
        }
    }

    private void isAt(UpgradeJob job, Manifest image, FirmwareState state) {
        Attempt attempt = mishaps.takenUp(this, job.order(), image);
        attempt.runs(state.slots().running());
        if (job.state().isFinal()) {
            attempt.end();
        } else if (PASSING.contains(job.state())
                && attempt.meetsIn(UpgradeFaultKind.POWER, new Moment.In(job.state()))) {
            mishaps.cutPower(serial, attempt, Optional.empty());
        }
    }

    @Override
    public long roomBytes(Upgrade order) {
        Attempt attempt = mishaps.find(serial, order);
        boolean isFull = attempt == null
                ? mishaps.foreseen(this, order)
                        .filter(next -> next.has(UpgradeFaultKind.SPACE))
                        .isPresent()
                : attempt.has(UpgradeFaultKind.SPACE);
        return isFull ? 0 : otherwise.roomBytes(order);
    }

    @Override
    public Digest fetched(Digest digest) {
        Attempt attempt = mishaps.current(serial);
        boolean isCorrupt = attempt != null && attempt.has(UpgradeFaultKind.CORRUPT);
        return isCorrupt ? Digest.ofText("a wrong byte in " + digest) : otherwise.fetched(digest);
    }

    @Override
    public boolean isWritten(Image image, long boot) {
        return !meets(image, UpgradeFaultKind.FLASH) && otherwise.isWritten(image, boot);
    }

    @Override
    public Start start(Image image, long boot) {
        if (meets(image, UpgradeFaultKind.NEVER)) {
            return Start.NEVER_RETURNS;
        }
        return meets(image, UpgradeFaultKind.BOOT) ? Start.FAILS : otherwise.start(image, boot);
    }

    @Override
    public UpdateCode checkLocally(Image image, long boot) {
        if (meets(image, UpgradeFaultKind.CHECK)) {
            return UpdateCode.LOCAL_CHECK;
        }
        return meets(image, UpgradeFaultKind.TUNNEL) ? UpdateCode.TUNNEL : otherwise.checkLocally(image, boot);
    }

    @Override
    public boolean reachesController(Image image, long boot) {
        return otherwise.reachesController(image, boot);
    }

    @Override
    public boolean carriesTraffic(Image image) {
        return !meets(image, UpgradeFaultKind.MUTE) && otherwise.carriesTraffic(image);
    }

    @Override
    public Optional<Duration> crashesAfter(Image image, long boot) {
        Attempt attempt = at(image);
        Optional<UpgradeFault> crash = attempt == null ? Optional.empty() : attempt.fault(UpgradeFaultKind.CRASH);
        if (attempt == null || crash.isEmpty()) {
            return otherwise.crashesAfter(image, boot);
        }
        return Optional.of(
                attempt.hasCrashed() ? CRASHES_AGAIN_AFTER : crash.get().duration());
    }

    @Override
    public Optional<UserAnswer> askUser(Image image, int asked) {
        return Optional.ofNullable(mishaps.current(serial))
                .flatMap(Attempt::meetsQuestion)
                .map(fault -> new UserAnswer(ANSWERS_AFTER, Optional.of(fault.duration())))
                .or(() -> otherwise.askUser(image, asked));
    }

    private boolean meets(Image image, UpgradeFaultKind kind) {
        Attempt attempt = at(image);
        return attempt != null && attempt.has(kind);
    }

    /** The attempt that this image is the aim of. */
    private @Nullable Attempt at(Image image) {
        Attempt attempt = mishaps.current(serial);
        return attempt != null && attempt.digest().equals(image.digest()) ? attempt : null;
    }
}
