package dev.sagfleet.agent.protocol;

import static java.util.Objects.requireNonNull;

/**
 * An associated device has stopped accelerating, since the firmware that it now runs is too old. The
 * association stays, and takes effect again with a later firmware.
 */
public record Suspended(Revision revision, FirmwareVersion firmware) implements UplinkMessage {
    public Suspended {
        requireNonNull(revision, "revision");
        requireNonNull(firmware, "firmware");
    }

    @Override
    public <R> R deliverTo(Receiver<R> receiver) {
        return receiver.onSuspended(this);
    }
}
