package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.List;
import java.util.Optional;

/** The upgrade jobs of devices: of each its latest, at most {@link FirmwareJob#OF_DEVICE_MAX}. */
public interface JobRepository {
    Optional<FirmwareJob> find(SerialNumber serial, long number);

    /** The jobs of a device, the latest first. */
    List<FirmwareJob> of(SerialNumber serial);

    /** The latest job of a device; nothing if it never had one. */
    Optional<FirmwareJob> latest(SerialNumber serial);

    /** The same in a transaction. */
    interface Writable extends JobRepository {
        /** Adds a job, or replaces the one of its device that has its number. */
        void save(FirmwareJob job);

        /** Takes a job away. */
        void remove(SerialNumber serial, long number);

        /** Takes all jobs of a device away. */
        void remove(SerialNumber serial);
    }
}
