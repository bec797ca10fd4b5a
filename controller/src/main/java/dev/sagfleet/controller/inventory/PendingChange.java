package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;

/**
 * A change that a device has been told, or will be told once it connects.
 *
 * @param online whether the device was connected when the change was made, so that its answer is near
 */
public record PendingChange(SerialNumber serial, Aspect aspect, Revision revision, boolean online) {
    public PendingChange {
        requireNonNull(serial, "serial");
        requireNonNull(aspect, "aspect");
        requireNonNull(revision, "revision");
    }
}
