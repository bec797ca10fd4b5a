package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.connection.Answers.Answered;
import dev.sagfleet.controller.event.ControllerEvent;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.ReportedStateListener;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.session.SessionEffect.Answer;
import dev.sagfleet.controller.session.SessionEvent;
import java.util.List;

/**
 * What devices did about commands. A session takes one answer to each command that a committed change gave it, so
 * there are no more of them than those.
 */
record Answers(Events events, ReportedStateListener listener) implements RecordKind<Answered, Answer> {
    /** An answer that came over a connection. */
    record Answered(SessionHost connection, Answer answer) {
        /** Of what tells answers apart: the whole command of each would take long. */
        @Override
        public int hashCode() {
            Command command = answer.command();
            return 31 * connection.serial().hashCode() + command.revision().hashCode();
        }
    }

    /** Each stands for itself: what a device applied is known still when it has refused what came next. */
    @Override
    public Object key(Answered answered) {
        return answered;
    }

    @Override
    public Answered merge(Answered earlier, Answered later) {
        return earlier;
    }

    @Override
    public Answer write(Transaction transaction, Answered answered) {
        Answer answer = answered.answer();
        Command command = answer.command();
        SerialNumber serial = answered.connection().serial();
        Connections.answered(transaction, serial, command.aspect(), command.revision(), answer.refusal());
        if (answer.hasDissociated()) {
            Connections.dissociated(transaction, serial, answer.epoch());
        }
        return answer;
    }

    @Override
    public void written(Answered answered, Answer answer) {
        Command command = answer.command();
        SerialNumber serial = answered.connection().serial();
        events.publish(new ControllerEvent.Answered(
                serial, command.commandId(), command.aspect(), command.revision(), answer.refusal()));
        listener.answered(serial, command.aspect(), command.revision(), answer.refusal());
    }

    /** With its next Hello the device says again what it holds. */
    @Override
    public void turnedAway(List<Answered> answers, Throwable cause) {
        answers.forEach(answered -> answered.connection()
                .post(new SessionEvent.TurnedAway(
                        CloseCode.INTERNAL_ERROR, "the controller failed; connect again later")));
    }
}
