package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/**
 * One aspect of one device: what it should be, and what it answered.
 *
 * @param desired the command that says the whole of it, under the latest revision
 * @param reported the latest revision that the device applied or refused
 * @param refusal why it refused that one; absent if it applied it
 */
public record DeviceAspect(SerialNumber serial, Command desired, Revision reported, Optional<Refusal> refusal) {
    public DeviceAspect {
        requireNonNull(serial, "serial");
        requireNonNull(desired, "desired");
        requireNonNull(reported, "reported");
        requireNonNull(refusal, "refusal");
    }

    public Aspect aspect() {
        return desired.aspect();
    }

    /** Whether the device has not yet answered the latest revision. */
    public boolean isPending() {
        return desired.revision().isAfter(reported);
    }

    /** Whether the device has refused the latest revision. */
    public boolean isRefused() {
        return !isPending() && refusal.isPresent();
    }

    public DeviceAspect withDesired(Command command) {
        return new DeviceAspect(serial, command, reported, refusal);
    }

    public DeviceAspect withReported(Revision revision, Optional<Refusal> answer) {
        return new DeviceAspect(serial, desired, revision, answer);
    }
}
