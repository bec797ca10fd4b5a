package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.Upgrade;
import java.time.Duration;
import java.util.Optional;

/**
 * How images get on on one device, and what its flash and its user do about them: what a real device finds out, and a
 * simulated one is told. By default all is well. Called on the loop of the device; {@code boot} counts its boots. What
 * goes wrong on the way is up to the {@link dev.sagfleet.agent.link.ImageFetches} of its host, and power to {@link
 * Agent#powerFails}.
 */
public interface ImageBehaviour {
    /** All is well. */
    ImageBehaviour WELL = new ImageBehaviour() {};

    /** What becomes of an image that the boot loader starts. */
    enum Start {
        /** It comes up once the boot is over. */
        RUNS,
        /** It does not, and the boot loader tries again. */
        FAILS,
        /** Nothing is heard of the device any more. */
        NEVER_RETURNS
    }

    /**
     * What the user of an app client says who is asked to let it install.
     *
     * @param after how long that takes
     * @param postponedBy for how long the user wants to be left alone from then on; absent if the user agrees
     */
    record UserAnswer(Duration after, Optional<Duration> postponedBy) {
        public static final UserAnswer YES = new UserAnswer(Duration.ZERO, Optional.empty());
    }

    /**
     * What the device knows of its images has changed, or it has just been switched on. Told before anything comes of it,
     * so that nothing is to be done to the device from here: that takes its turn on the loop.
     */
    default void became(FirmwareState state) {}

    /** How large an image there is room for when an order is looked at, in bytes: 0 or more. */
    default long roomBytes(Upgrade order) {
        return Long.MAX_VALUE;
    }

    /**
     * What bytes turn out to be that were fetched.
     *
     * @param digest of what was sent
     */
    default Digest fetched(Digest digest) {
        return digest;
    }

    /** Whether the flash takes an image that is written into a slot. */
    default boolean isWritten(Image image, long boot) {
        return true;
    }

    default Start start(Image image, long boot) {
        return Start.RUNS;
    }

    /** What services, buckets and forwarding look like: {@code NONE}, {@code LOCAL_CHECK} or {@code TUNNEL}. */
    default UpdateCode checkLocally(Image image, long boot) {
        return UpdateCode.NONE;
    }

    /** Whether a device that runs an image gets as far as its controller. */
    default boolean reachesController(Image image, long boot) {
        return true;
    }

    /** Whether the traffic of users comes to a device that runs an image, which finds nothing wrong with itself otherwise. */
    default boolean carriesTraffic(Image image) {
        return true;
    }

    /** How long an image runs until it crashes, if it does. */
    default Optional<Duration> crashesAfter(Image image, long boot) {
        return Optional.empty();
    }

    /**
     * What the user says about an image.
     *
     * @param asked how often the user was asked before, since the process started
     * @return nothing if the user does not answer
     */
    default Optional<UserAnswer> askUser(Image image, int asked) {
        return Optional.of(UserAnswer.YES);
    }
}
