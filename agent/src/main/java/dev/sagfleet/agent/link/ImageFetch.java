package dev.sagfleet.agent.link;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.firmware.FetchFailure;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.shaping.Intake;
import java.util.Optional;

/**
 * One device's way to the images of its controller: one at a time, as fast as its limits let ordinary traffic pass. The
 * bytes are counted and hashed, and not kept. All of it runs on one loop.
 */
public interface ImageFetch {
    /** Who an image is for. Called on the loop; nothing is told of what was stopped. */
    interface Owner {
        /** The next checkpoint is reached; or the first byte is fetched anew, and nothing is there. */
        void reached(Checkpoint checkpoint);

        /** All bytes are there. The last that is told. */
        void fetched(Checkpoint end);

        /**
         * It has ended before. The last that is told.
         *
         * @param reached up to where it can be gone on with
         */
        void failed(FetchFailure why, Checkpoint reached);
    }

    /**
     * Fetches the rest of an image; the owner hears of it, not before this returns. To be called when none is fetched.
     *
     * @param intake that its bytes pass through; ended with the fetch
     */
    void begin(Wanted wanted, Intake intake);

    /** Fetches no more, if it does; the owner hears nothing of it. */
    void stop();

    /** Breaks the connection, if there is one, as a failing network would: the owner hears of it, maybe at once. */
    void cut();

    /**
     * How far it could be gone on with, if its owner was not told that yet: one that need not look at each byte need not
     * tell each checkpoint either. A device that is switched off knows that much once it is on again.
     */
    default Optional<Checkpoint> untold() {
        return Optional.empty();
    }

    /** The digest of all bytes up to where it has come. */
    Digest digestOf(Checkpoint reached);

    /**
     * What is to be fetched.
     *
     * @param link path and query, at the port where the controller lets the device in
     * @param sizeBytes of the whole image
     * @param from what is there already
     */
    record Wanted(SerialNumber serial, DeviceKey key, String link, Digest digest, long sizeBytes, Checkpoint from) {}
}
