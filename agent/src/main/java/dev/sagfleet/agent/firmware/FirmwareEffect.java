package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.UplinkMessage;

/**
 * Something that the firmware of a device asks its handler to do. Effects are run in the order they come, in one line
 * with those of the device itself: a Hello that is sent after a persist waits until it is kept.
 */
public sealed interface FirmwareEffect {
    void runOn(Handler handler);

    /**
     * What firmware can ask for: one method per effect. Fetching, verifying, installing, checking and asking are begun,
     * and each ends in an event, unless the device restarts or loses its power first.
     */
    interface Handler {
        /** Keeps the state over a power cut. The effects that follow wait until it is kept. */
        void persist(FirmwareState state);

        /** The boot loader has noted what it starts: lets it boot, and then says {@link FirmwareEvent.Started}. */
        void start();

        /**
         * Fetches the rest of an image, as ordinary traffic of the device. Says {@link FirmwareEvent.FetchProgress} every
         * {@link Firmware#CHECKPOINT_BYTES}, and in the end, within a bounded silence, {@link FirmwareEvent.Fetched} or
         * {@link FirmwareEvent.FetchFailed}.
         *
         * @param link as the order, or a {@link dev.sagfleet.agent.protocol.DownloadLink}, has it
         * @param sizeBytes of the whole image
         * @param from what is there already
         */
        void fetch(String link, Digest digest, long sizeBytes, Checkpoint from);

        /** Ends a download or verification that is under way. No event comes of it any more. */
        void abandon();

        /**
         * Hashes all that is there, and then says {@link FirmwareEvent.Verified}.
         *
         * @param fetched the end of the download, with the state of its hash
         */
        void verify(Digest wanted, Checkpoint fetched);

        /** Writes what was fetched into a slot, and then says {@link FirmwareEvent.Installed} or that it failed. */
        void install(Slot slot, Image image, long sizeBytes);

        /** Asks the user of an app client, who agrees, or postpones, or does not answer. */
        void askUser();

        /** Looks at services, buckets and forwarding, and then says {@link FirmwareEvent.LocalChecksDone}. */
        void checkLocally();

        /** Sends a message if the device is in session, and drops it otherwise: the next Hello says the same. */
        void send(UplinkMessage message);

        /** Ends everything that is under way and boots: {@link Firmware#powerOn} of what is kept. */
        void restart();
    }

    record Persist(FirmwareState state) implements FirmwareEffect {
        @Override
        public void runOn(Handler handler) {
            handler.persist(state);
        }
    }

    record Start() implements FirmwareEffect {
        @Override
        public void runOn(Handler handler) {
            handler.start();
        }
    }

    record Fetch(String link, Digest digest, long sizeBytes, Checkpoint from) implements FirmwareEffect {
        @Override
        public void runOn(Handler handler) {
            handler.fetch(link, digest, sizeBytes, from);
        }
    }

    record Abandon() implements FirmwareEffect {
        @Override
        public void runOn(Handler handler) {
            handler.abandon();
        }
    }

    record Verify(Digest wanted, Checkpoint fetched) implements FirmwareEffect {
        @Override
        public void runOn(Handler handler) {
            handler.verify(wanted, fetched);
        }
    }

    record Install(Slot slot, Image image, long sizeBytes) implements FirmwareEffect {
        @Override
        public void runOn(Handler handler) {
            handler.install(slot, image, sizeBytes);
        }
    }

    record AskUser() implements FirmwareEffect {
        @Override
        public void runOn(Handler handler) {
            handler.askUser();
        }
    }

    record CheckLocally() implements FirmwareEffect {
        @Override
        public void runOn(Handler handler) {
            handler.checkLocally();
        }
    }

    record Send(UplinkMessage message) implements FirmwareEffect {
        @Override
        public void runOn(Handler handler) {
            handler.send(message);
        }
    }

    record Restart() implements FirmwareEffect {
        @Override
        public void runOn(Handler handler) {
            handler.restart();
        }
    }
}
