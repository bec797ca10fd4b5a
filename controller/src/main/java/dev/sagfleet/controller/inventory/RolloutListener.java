package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;

/**
 * Is told of what happens to devices, within the change that records it: what comes of that for rollouts is written with
 * it or not at all. Each method returns what is to be run once the change is committed.
 */
public interface RolloutListener {
    /** Where there are no rollouts. */
    RolloutListener NONE = new RolloutListener() {
        @Override
        public Runnable reported(
                Transaction transaction, SerialNumber serial, JobReports.Recorded said, long nowMillis) {
            return NOTHING;
        }

        @Override
        public Runnable connected(Transaction transaction, Hello hello, long nowMillis) {
            return NOTHING;
        }

        @Override
        public Runnable disconnected(Transaction transaction, SerialNumber serial, long nowMillis) {
            return NOTHING;
        }

        @Override
        public Runnable removed(Transaction transaction, SerialNumber serial, long nowMillis) {
            return NOTHING;
        }

        @Override
        public Runnable overtaken(Transaction transaction, SerialNumber serial, long nowMillis) {
            return NOTHING;
        }

        @Override
        public Runnable ended(Transaction transaction, FirmwareJob job, long nowMillis) {
            return NOTHING;
        }
    };

    /** Nothing is to be run. */
    Runnable NOTHING = () -> {};

    /** A device has said something of a job. */
    Runnable reported(Transaction transaction, SerialNumber serial, JobReports.Recorded said, long nowMillis);

    /** A device has been let in; what it said of its job is on record. */
    Runnable connected(Transaction transaction, Hello hello, long nowMillis);

    /** A device is offline. */
    Runnable disconnected(Transaction transaction, SerialNumber serial, long nowMillis);

    /** A device has been removed. */
    Runnable removed(Transaction transaction, SerialNumber serial, long nowMillis);

    /** Somebody else than a rollout has ordered a device to upgrade. */
    Runnable overtaken(Transaction transaction, SerialNumber serial, long nowMillis);

    /** Somebody else than a rollout has ended a job of which its device has not said anything. */
    Runnable ended(Transaction transaction, FirmwareJob job, long nowMillis);
}
