package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/**
 * One aspect of one device: what it should be, and what it answered.
 *
 * @param desired the command that says the whole of it, under the latest revision
 * @param reported the latest revision that the device applied or refused
 * @param applied the latest revision that the device applied; not after {@code reported}
 * @param refusal why it refused {@code reported}; absent if it applied that
 */
public record DeviceAspect(
        SerialNumber serial, EncodedCommand desired, Revision reported, Revision applied, Optional<Refusal> refusal) {
    public DeviceAspect {
        requireNonNull(serial, "serial");
        requireNonNull(desired, "desired");
        requireNonNull(reported, "reported");
        requireNonNull(applied, "applied");
        requireNonNull(refusal, "refusal");
    }

    /** An aspect that the device has answered nothing about. */
    public static DeviceAspect unanswered(SerialNumber serial, Command desired) {
        return unanswered(serial, EncodedCommand.of(desired));
    }

    /** Likewise. */
    public static DeviceAspect unanswered(SerialNumber serial, EncodedCommand desired) {
        return new DeviceAspect(serial, desired, Revision.NONE, Revision.NONE, Optional.empty());
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

    /** Why the device refused a revision; nothing if it has applied it, then or before, or has not answered it. */
    public Optional<Refusal> refusalOf(Revision revision) {
        return refusal.filter(why -> reported.equals(revision) && revision.isAfter(applied));
    }

    public DeviceAspect withDesired(Command command) {
        return withDesired(EncodedCommand.of(command));
    }

    /** Likewise. */
    public DeviceAspect withDesired(EncodedCommand command) {
        return new DeviceAspect(serial, command, reported, applied, refusal);
    }

    public DeviceAspect withReported(Revision revision, Optional<Refusal> answer) {
        return new DeviceAspect(serial, desired, revision, answer.isEmpty() ? revision : applied, answer);
    }

    /**
     * The same with an answer of the device; nothing if that is no news: it has answered a later revision before, or
     * this one the same, or the revision is not one that was ever desired.
     */
    public Optional<DeviceAspect> answered(Revision revision, Optional<Refusal> answer) {
        boolean isPossible = !reported.isAfter(revision) && !revision.isAfter(desired.revision());
        boolean isNews = !reported.equals(revision) || !refusal.equals(answer);
        return isPossible && isNews ? Optional.of(withReported(revision, answer)) : Optional.empty();
    }
}
