package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import java.time.Duration;
import java.util.Optional;

/**
 * The order to install one image on one device, and how far it has come.
 *
 * @param number tells it from the other jobs of its device: the revision of the aspect FIRMWARE under which it was first
 *     ordered, so that no number comes twice, whatever was removed or reset in between
 * @param attempt counts its tries, from 1
 * @param version of the image
 * @param rollout the rollout that ordered it, or ordered the same; absent if none did
 * @param trial how long the new image has to prove itself
 * @param progress of this attempt
 * @param excused whether the attempt fell back for want of a controller while that was away: it counts neither for the
 *     device nor for the image. Source: firmware rule F13
 * @param createdMillis when it was ordered, in milliseconds since 1970
 * @param updatedMillis when its progress last changed, likewise
 */
public record FirmwareJob(
        SerialNumber serial,
        long number,
        int attempt,
        Digest image,
        FirmwareVersion version,
        Origin origin,
        Optional<RolloutOrder> rollout,
        Duration trial,
        JobProgress progress,
        boolean excused,
        long createdMillis,
        long updatedMillis) {
    /** How many jobs of a device are remembered. */
    public static final int OF_DEVICE_MAX = 10;

    /**
     * What a device may take for the boot into its old image and for coming back. One that did not find the controller in
     * its trial is not to blame for it, unless the controller has been there for a whole trial since it was last heard of.
     */
    public static final Duration RETURN_MAX = Duration.ofMinutes(10);

    private static final String PREFIX = "fw-";

    /** Who ordered it. */
    public enum Origin {
        /** Somebody with the control token. */
        CONTROL,
        /** A call of the OpenAPI. */
        API,
        /** The device's policy of automatic upgrades. */
        POLICY,
        /** A rollout. */
        ROLLOUT
    }

    public FirmwareJob {
        requireNonNull(serial, "serial");
        requireNonNull(image, "image");
        requireNonNull(version, "version");
        requireNonNull(origin, "origin");
        requireNonNull(rollout, "rollout");
        requireNonNull(trial, "trial");
        requireNonNull(progress, "progress");
        if (number < 1 || attempt < 1) {
            throw new IllegalArgumentException("number, attempt: " + number + ", " + attempt + " (expected: >= 1)");
        }
    }

    /** As devices and people call it: {@code fw-3}. */
    public String id() {
        return id(number);
    }

    /** What the job with a number is called. */
    static String id(long number) {
        return PREFIX + number;
    }

    /** The job of a device that is called so; nothing if it is not known any more, or never was. */
    public static Optional<FirmwareJob> find(Reading reading, SerialNumber serial, String id) {
        return numberOf(id).flatMap(number -> reading.jobs().find(serial, number));
    }

    /** The number of the job that is called so; nothing if no job ever was. */
    static Optional<Long> numberOf(String id) {
        int first = PREFIX.length();
        boolean isNumber =
                id.startsWith(PREFIX) && id.length() > first && id.length() <= first + 16 && id.charAt(first) != '0';
        for (int i = first; isNumber && i < id.length(); i++) {
            isNumber = id.charAt(i) >= '0' && id.charAt(i) <= '9';
        }
        return isNumber ? Optional.of(Long.parseLong(id, first, id.length(), 10)) : Optional.empty();
    }

    public UpdateState state() {
        return progress.state();
    }

    /** Whether the attempt has not ended. */
    public boolean isOpen() {
        return !state().isFinal();
    }

    /** Whether it ended as it should: the image was committed, and runs. */
    public boolean hasSucceeded() {
        return state() == UpdateState.COMMITTED && progress.running().equals(Optional.of(image));
    }

    /**
     * The same once its device has said something of this attempt; nothing if that is older than what it said before, or
     * says nothing else.
     *
     * @param backSinceMillis since when the controller has been there without a break, in milliseconds since 1970
     */
    public Optional<FirmwareJob> told(JobProgress said, long backSinceMillis, long nowMillis) {
        boolean isNews = said.follows(progress) && !(progress.isHeard() && said.saysAs(progress));
        boolean isExcused = said.missedTheController()
                && updatedMillis <= backSinceMillis
                && nowMillis - backSinceMillis - RETURN_MAX.toMillis() < trial.toMillis();
        return isNews ? Optional.of(withProgress(said, isExcused, nowMillis)) : Optional.empty();
    }

    FirmwareJob withProgress(JobProgress other, boolean isExcused, long nowMillis) {
        return new FirmwareJob(
                serial,
                number,
                attempt,
                image,
                version,
                origin,
                rollout,
                trial,
                other,
                isExcused,
                createdMillis,
                nowMillis);
    }

    /** The same as a rollout ordered it too: what is said of it is of this order from now on. */
    FirmwareJob orderedBy(RolloutOrder other) {
        return new FirmwareJob(
                serial,
                number,
                attempt,
                image,
                version,
                origin,
                Optional.of(other),
                trial,
                progress,
                excused,
                createdMillis,
                updatedMillis);
    }

    /** The next attempt, of which nothing was heard yet, and which is of no rollout. */
    FirmwareJob next(Origin who, long nowMillis) {
        return new FirmwareJob(
                serial,
                number,
                attempt + 1,
                image,
                version,
                who,
                Optional.empty(),
                trial,
                JobProgress.ORDERED,
                false,
                createdMillis,
                nowMillis);
    }
}
