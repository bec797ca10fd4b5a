package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.CancelUpgrade;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.Upgrade;

/** Something that happens to the firmware of a device. A power cut is none: it is a boot from what is durable. */
public sealed interface FirmwareEvent {
    /** Hands this event to the receiver's method for it. */
    <R> R deliverTo(Receiver<R> receiver);

    /** One method per event, so that a new event does not compile until every receiver handles it. */
    interface Receiver<R> {
        R onStarted(Started event);

        R onConnected(Connected event);

        R onWelcomed(Welcomed event);

        R onDisconnected(Disconnected event);

        R onOrdered(Ordered event);

        R onCancelOrdered(CancelOrdered event);

        R onLinkGiven(LinkGiven event);

        R onRecorded(Recorded event);

        R onFetchProgress(FetchProgress event);

        R onFetched(Fetched event);

        R onFetchFailed(FetchFailed event);

        R onVerified(Verified event);

        R onUserAgreed(UserAgreed event);

        R onUserPostponed(UserPostponed event);

        R onInstalled(Installed event);

        R onInstallFailed(InstallFailed event);

        R onLocalChecksDone(LocalChecksDone event);

        R onCrashed(Crashed event);

        R onTimerDue(TimerDue event);

        R onFlashed(Flashed event);
    }

    /** The image that the boot loader has picked runs. The first event of a boot. */
    record Started() implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onStarted(this);
        }
    }

    /** A connection to the controller has opened, and the Hello is about to be sent: {@link Firmware#report} is in it. */
    record Connected() implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onConnected(this);
        }
    }

    /**
     * The controller has answered the Hello.
     *
     * @param controllerWasAway whether it says that it could not be reached itself for a while
     */
    record Welcomed(boolean controllerWasAway) implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onWelcomed(this);
        }
    }

    /** The connection to the controller has ended. */
    record Disconnected() implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onDisconnected(this);
        }
    }

    /** The controller has ordered an upgrade, in session. */
    record Ordered(Upgrade order) implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onOrdered(this);
        }
    }

    /** The controller has ordered to leave a job, in session. */
    record CancelOrdered(CancelUpgrade order) implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onCancelOrdered(this);
        }
    }

    /** The controller has said where an image is now. */
    record LinkGiven(DownloadLink message) implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onLinkGiven(this);
        }
    }

    /** The controller has recorded how an attempt ended. */
    record Recorded(ProgressRecorded message) implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onRecorded(this);
        }
    }

    /**
     * The download has come to its next checkpoint; or it begins again, since what was there could not be gone on with.
     *
     * @param reached further than before, or {@link Checkpoint#START}
     */
    record FetchProgress(Checkpoint reached) implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onFetchProgress(this);
        }
    }

    /**
     * All bytes are there.
     *
     * @param reached the end
     */
    record Fetched(Checkpoint reached) implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onFetched(this);
        }
    }

    /**
     * The download has ended before its end.
     *
     * @param reached up to where it can be gone on with
     */
    record FetchFailed(FetchFailure why, Checkpoint reached) implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onFetchFailed(this);
        }
    }

    /**
     * All bytes that are there have been hashed.
     *
     * @param found the digest of what is there
     */
    record Verified(Digest found) implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onVerified(this);
        }
    }

    /** The user of an app client lets it install. */
    record UserAgreed() implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onUserAgreed(this);
        }
    }

    /**
     * The user of an app client wants to be asked later.
     *
     * @param untilMillis when, in milliseconds since 1970
     */
    record UserPostponed(long untilMillis) implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onUserPostponed(this);
        }
    }

    /** The image is in its slot. */
    record Installed() implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onInstalled(this);
        }
    }

    /** The slot could not be written. */
    record InstallFailed() implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onInstallFailed(this);
        }
    }

    /**
     * Services, buckets and forwarding have been looked at.
     *
     * @param found {@link UpdateCode#NONE} if all is well, or {@link UpdateCode#LOCAL_CHECK} or {@link UpdateCode#TUNNEL}
     */
    record LocalChecksDone(UpdateCode found) implements FirmwareEvent {
        public LocalChecksDone {
            if (found != UpdateCode.NONE && found != UpdateCode.LOCAL_CHECK && found != UpdateCode.TUNNEL) {
                throw new IllegalArgumentException("found: " + found + " (expected: NONE, LOCAL_CHECK or TUNNEL)");
            }
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onLocalChecksDone(this);
        }
    }

    /** What runs has crashed, after it had started. */
    record Crashed() implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onCrashed(this);
        }
    }

    /** It is {@link FirmwareBoot#dueAtNanos}, or later. */
    record TimerDue() implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onTimerDue(this);
        }
    }

    /** Somebody with a cable has put an image with this version, as from the factory, into the slot that runs. */
    record Flashed(FirmwareVersion version) implements FirmwareEvent {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onFlashed(this);
        }
    }
}
