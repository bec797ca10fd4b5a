package dev.sagfleet.controller.session;

import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Resumed;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.Suspended;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.controller.session.Session.Step;
import dev.sagfleet.controller.session.SessionEffect.Answer;
import dev.sagfleet.controller.session.SessionEffect.RecordAcceleration;
import dev.sagfleet.controller.session.SessionEffect.RecordAnswer;
import dev.sagfleet.controller.session.SessionEffect.RecordTelemetry;
import dev.sagfleet.controller.session.SessionState.Online;
import java.util.List;
import java.util.Optional;

/** What a session does about each message of a device that is online. */
record AnswerRules(Online state) implements UplinkMessage.Receiver<Step> {
    @Override
    public Step onHello(Hello message) {
        return Session.close(state, CloseCode.OUT_OF_ORDER, "a second Hello");
    }

    @Override
    public Step onApplied(Applied message) {
        return answer(message.aspect(), message.revision(), Optional.empty());
    }

    @Override
    public Step onRefused(Refused message) {
        boolean neverRefused = state.unanswered().stream()
                .filter(command -> command.aspect() == message.aspect()
                        && command.revision().equals(message.revision()))
                .map(EncodedCommand::command)
                .anyMatch(command -> command instanceof Dissociate || command instanceof ChangeRole);
        if (neverRefused) {
            return Session.close(state, CloseCode.OUT_OF_ORDER, "a Dissociate or a ChangeRole is never refused");
        }
        return answer(message.aspect(), message.revision(), Optional.of(message.refusal()));
    }

    @Override
    public Step onSuspended(Suspended message) {
        return new Step(state, List.of(new RecordAcceleration(state.epoch(), message.firmware(), true)));
    }

    @Override
    public Step onResumed(Resumed message) {
        return new Step(state, List.of(new RecordAcceleration(state.epoch(), message.firmware(), false)));
    }

    @Override
    public Step onTelemetry(Telemetry message) {
        return new Step(state, List.of(new RecordTelemetry(message)));
    }

    /**
     * An answer to what is no longer asked, or was answered before, is passed over. It is recorded under the id of the
     * command, whatever the device says that was.
     */
    private Step answer(Aspect aspect, Revision revision, Optional<Refusal> refusal) {
        for (EncodedCommand asked : state.unanswered()) {
            if (asked.aspect() == aspect && asked.revision().equals(revision)) {
                Online next = state.withUnanswered(Session.without(state.unanswered(), aspect));
                var answer = new Answer(state.epoch(), asked.command(), refusal);
                return new Step(next, List.of(new RecordAnswer(answer)));
            }
        }
        return Session.stay(state);
    }
}
