package dev.sagfleet.controller.session;

import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.Reboot;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Resumed;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.Suspended;
import dev.sagfleet.agent.protocol.Telemetry;
import dev.sagfleet.agent.protocol.Upgrade;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.controller.session.Session.Step;
import dev.sagfleet.controller.session.SessionEffect.Answer;
import dev.sagfleet.controller.session.SessionEffect.IssueLink;
import dev.sagfleet.controller.session.SessionEffect.RecordAcceleration;
import dev.sagfleet.controller.session.SessionEffect.RecordAnswer;
import dev.sagfleet.controller.session.SessionEffect.RecordProgress;
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
                .anyMatch(AnswerRules::isNeverRefused);
        if (neverRefused) {
            return Session.close(
                    state,
                    CloseCode.OUT_OF_ORDER,
                    "a Dissociate, a ChangeRole, an Upgrade or a Reboot is never refused");
        }
        return answer(message.aspect(), message.revision(), Optional.of(message.refusal()));
    }

    private static boolean isNeverRefused(Command command) {
        return command instanceof Dissociate
                || command instanceof ChangeRole
                || command instanceof Upgrade
                || command instanceof Reboot;
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

    @Override
    public Step onFirmwareProgress(FirmwareProgress message) {
        return new Step(state, List.of(new RecordProgress(message)));
    }

    @Override
    public Step onLinkWanted(LinkWanted message) {
        return new Step(state, List.of(new IssueLink(message)));
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
