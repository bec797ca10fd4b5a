package dev.sagfleet.controller.firmware;

import dev.sagfleet.controller.inventory.FirmwareImage;
import java.time.Duration;
import java.util.OptionalLong;

/** What becomes of a request for an image. */
public sealed interface DownloadDecision {
    /** Hands this to the receiver's method for it. */
    <R> R deliverTo(Receiver<R> receiver);

    /** One method per decision. */
    interface Receiver<R> {
        R onServe(Serve decision);

        R onDescribe(Describe decision);

        R onWait(Wait decision);

        R onRefuse(Refuse decision);
    }

    /** The bytes are sent, no faster than was reserved for them; whoever sends them ends the reservation. */
    record Serve(FirmwareImage image, ByteRange range, Egress.Reservation reservation) implements DownloadDecision {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onServe(this);
        }
    }

    /** It is said what there is, and no byte sent. */
    record Describe(FirmwareImage image) implements DownloadDecision {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onDescribe(this);
        }
    }

    /** There is no room now. */
    record Wait(Duration after) implements DownloadDecision {
        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onWait(this);
        }
    }

    /**
     * It is not served.
     *
     * @param status of HTTP
     * @param reason for a person
     * @param sizeBytes of the image, where another range of it can be had
     */
    record Refuse(int status, String reason, OptionalLong sizeBytes) implements DownloadDecision {
        Refuse(int status, String reason) {
            this(status, reason, OptionalLong.empty());
        }

        @Override
        public <R> R deliverTo(Receiver<R> receiver) {
            return receiver.onRefuse(this);
        }
    }
}
