package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.UpdateState;
import java.util.List;
import java.util.Optional;

/** The upgrade jobs of devices: of each its latest, at most {@link FirmwareJob#OF_DEVICE_MAX}. */
public interface JobRepository {
    Optional<FirmwareJob> find(SerialNumber serial, long number);

    /** The jobs of a device, the latest first. */
    List<FirmwareJob> of(SerialNumber serial);

    /** Those of a device that have not ended, the latest first. */
    List<FirmwareJob> open(SerialNumber serial);

    /** Whether the latest job of a device with an image was excused. */
    boolean isExcused(SerialNumber serial, Digest image);

    /** The latest job of a device; nothing if it never had one. */
    Optional<FirmwareJob> latest(SerialNumber serial);

    /**
     * A job of which its device has said something that was news.
     *
     * @param before the state that it was in
     * @param version of its image
     * @param rollout that ordered it
     * @param excused whether its attempt is excused by now
     */
    record Told(UpdateState before, FirmwareVersion version, Optional<RolloutOrder> rollout, boolean excused) {}

    /** The same in a transaction. */
    interface Writable extends JobRepository {
        /** Adds a job, or replaces the one of its device that has its number. */
        void save(FirmwareJob job);

        /**
         * Keeps what a device has said of an attempt of a job, as {@link FirmwareJob#told} says.
         *
         * @param backSinceMillis since when the controller has been there without a break
         * @return nothing if there is no such job, this is not its attempt, or it changes nothing
         */
        Optional<Told> tell(
                SerialNumber serial, long number, int attempt, JobProgress said, long backSinceMillis, long nowMillis);

        /** Takes away the jobs of a device but for so many, the latest. */
        void removeAllBut(SerialNumber serial, int latest);

        /** Takes all jobs of a device away. */
        void remove(SerialNumber serial);
    }
}
