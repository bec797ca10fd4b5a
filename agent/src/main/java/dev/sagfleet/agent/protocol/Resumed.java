package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/** A suspended device accelerates again, with the firmware that it now runs. */
public record Resumed(Revision revision, FirmwareVersion firmware) implements UplinkMessage {
    public Resumed {
        requireNonNull(revision, "revision");
        requireNonNull(firmware, "firmware");
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onResumed(this);
    }
}
