package dev.sagfleet.controller.session;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.UplinkMessage;
import java.util.List;

/** Something that happens to a session. */
public sealed interface SessionEvent {
    /** The device has said something. */
    record Received(Envelope<UplinkMessage> envelope) implements SessionEvent {}

    /** The device has sent what is no message. */
    record Garbled(CloseCode code, String reason) implements SessionEvent {}

    /** The device has shown that it is there, with a pong for one. */
    record Heard() implements SessionEvent {}

    /**
     * The inventory has let the device in, and says what it should be: a command an aspect.
     *
     * @param controllerWasAway what {@link dev.sagfleet.agent.protocol.Welcome} says of it
     */
    record Admitted(long epoch, List<EncodedCommand> desired, boolean controllerWasAway) implements SessionEvent {
        public Admitted {
            desired = List.copyOf(desired);
        }

        /** By a controller that was there. */
        public Admitted(long epoch, List<EncodedCommand> desired) {
            this(epoch, desired, false);
        }
    }

    /** The inventory does not let the device in, has it no longer, or could not note what it said. */
    record TurnedAway(CloseCode code, String reason) implements SessionEvent {}

    /** The device should be something else, as of a commit just made. */
    record DesiredChanged(EncodedCommand command) implements SessionEvent {}

    /** What the device has said of a job is on record, and it need not say it again. */
    record ProgressKept(ProgressRecorded recorded) implements SessionEvent {}

    /** There is a link for the device that wanted one. */
    record LinkIssued(DownloadLink link) implements SessionEvent {}

    /** The time that {@link SessionState#dueAtNanos} named has come. */
    record TimerDue() implements SessionEvent {}

    /** A later connection of the same device has taken over. */
    record TakenOver() implements SessionEvent {}

    /** The controller stops. */
    record Stopping() implements SessionEvent {}

    /** The connection is gone. */
    record Disconnected() implements SessionEvent {}
}
