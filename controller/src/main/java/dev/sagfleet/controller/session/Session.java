package dev.sagfleet.controller.session;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Silence;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.controller.session.SessionEffect.Admit;
import dev.sagfleet.controller.session.SessionEffect.Close;
import dev.sagfleet.controller.session.SessionEffect.Ping;
import dev.sagfleet.controller.session.SessionEffect.RecordLeft;
import dev.sagfleet.controller.session.SessionEffect.SendCommand;
import dev.sagfleet.controller.session.SessionEffect.SendNotice;
import dev.sagfleet.controller.session.SessionEffect.SendWelcome;
import dev.sagfleet.controller.session.SessionState.Admitting;
import dev.sagfleet.controller.session.SessionState.Closed;
import dev.sagfleet.controller.session.SessionState.Greeting;
import dev.sagfleet.controller.session.SessionState.Online;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what the controller does about an event of one device connection. Pure.
 *
 * <pre>
 * Greeting  -- Hello -->          Admitting   Admit
 * Admitting -- Admitted -->       Online      SendWelcome, SendCommand for what the device lacks
 * Online    -- DesiredChanged --> Online      SendCommand
 * Online    -- Applied, Refused --> Online    RecordAnswer
 * Online    -- FirmwareProgress --> Online   RecordProgress
 * Online    -- ProgressKept --> Online       SendNotice(ProgressRecorded)
 * Online    -- LinkWanted -->     Online      IssueLink
 * Online    -- LinkIssued -->     Online      SendNotice(DownloadLink)
 * Online    -- TimerDue -->       Online      SendCommand again, or Ping, or Close(SILENT)
 * Closed    -- Admitted -->       Closed      RecordLeft
 * any       -- Disconnected -->   Closed      RecordLeft, if it was Online
 * </pre>
 *
 * <p>Any other pair changes nothing, or is the device's fault and closes the connection.
 */
public final class Session {
    /** The state after an event, and what must now be done, in this order. */
    public record Step(SessionState next, List<SessionEffect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    /** A connection that has just authenticated. */
    public static SessionState opened(SessionTiming timing, long nowNanos) {
        return new Greeting(nowNanos + timing.greeting().toNanos());
    }

    /**
     * What follows from an event.
     *
     * @param serial of the device that the connection authenticated as
     */
    public static Step step(
            SerialNumber serial, SessionTiming timing, SessionState state, SessionEvent event, long nowNanos) {
        if (state instanceof Closed) {
            // It left while the inventory let it in.
            return event instanceof SessionEvent.Admitted late
                    ? new Step(state, List.of(new RecordLeft(late.epoch())))
                    : stay(state);
        }
        if (event instanceof SessionEvent.Disconnected) {
            return new Step(new Closed(), left(state));
        }
        if (event instanceof SessionEvent.TakenOver) {
            return close(state, CloseCode.TAKEN_OVER, "another connection with this serial number");
        }
        if (event instanceof SessionEvent.Stopping) {
            return close(state, CloseCode.GOING_AWAY, "the controller stops; connect again later");
        }
        if (event instanceof SessionEvent.TurnedAway away) {
            return close(state, away.code(), away.reason());
        }
        if (event instanceof SessionEvent.Garbled garbled) {
            return close(state, garbled.code(), garbled.reason());
        }
        if (state instanceof Greeting) {
            return greet(serial, state, event);
        }
        if (state instanceof Admitting admitting) {
            return admit(timing, admitting, event, nowNanos);
        }
        return converse((Online) state, timing, event, nowNanos);
    }

    private static Step greet(SerialNumber serial, SessionState state, SessionEvent event) {
        if (event instanceof SessionEvent.TimerDue) {
            return close(state, CloseCode.SILENT, "no Hello");
        }
        if (!(event instanceof SessionEvent.Received received)) {
            return stay(state);
        }
        if (!(received.envelope().message() instanceof Hello hello)) {
            return close(state, CloseCode.OUT_OF_ORDER, "the first message is a Hello");
        }
        if (!hello.serial().equals(serial)) {
            return close(state, CloseCode.OUT_OF_ORDER, "serial: " + hello.serial() + " (expected: " + serial + ')');
        }
        return new Step(new Admitting(hello), List.of(new Admit(hello)));
    }

    private static Step admit(SessionTiming timing, Admitting state, SessionEvent event, long nowNanos) {
        if (event instanceof SessionEvent.Admitted admitted) {
            List<EncodedCommand> lacking = lacking(state.hello(), admitted.desired());
            var online = new Online(
                    admitted.epoch(),
                    state.hello().report().isPresent(),
                    lacking,
                    nowNanos + timing.resendFirst().toNanos(),
                    timing.resendFirst().toNanos(),
                    nowNanos,
                    false,
                    timing.pingAtNanos(nowNanos));
            var welcome = new SendWelcome(
                    admitted.epoch(),
                    new Welcome(timing.keepAlive(), timing.telemetry(), admitted.controllerWasAway()));
            if (lacking.isEmpty()) {
                return new Step(online, List.of(welcome));
            }
            List<SessionEffect> effects = new ArrayList<>(1 + lacking.size());
            effects.add(welcome);
            lacking.forEach(command -> effects.add(send(online, command)));
            return new Step(online, effects);
        }
        if (event instanceof SessionEvent.Received) {
            return close(state, CloseCode.OUT_OF_ORDER, "after Hello comes Welcome");
        }
        return stay(state);
    }

    private static List<EncodedCommand> lacking(Hello hello, List<EncodedCommand> desired) {
        boolean knowsUpgrades = hello.report().isPresent();
        List<EncodedCommand> lacking = new ArrayList<>(desired.size());
        for (EncodedCommand command : desired) {
            if (hello.held(command.aspect()).lacks(command.revision()) && isFor(command, knowsUpgrades)) {
                lacking.add(command);
            }
        }
        return List.copyOf(lacking);
    }

    private static Step converse(Online state, SessionTiming timing, SessionEvent event, long nowNanos) {
        if (event instanceof SessionEvent.Received received) {
            return receive(heard(state, timing, nowNanos), received.envelope());
        }
        if (event instanceof SessionEvent.Heard) {
            return stay(heard(state, timing, nowNanos));
        }
        if (event instanceof SessionEvent.DesiredChanged changed) {
            return desire(state, timing, changed.command(), nowNanos);
        }
        if (event instanceof SessionEvent.TimerDue) {
            return onTime(state, timing, nowNanos);
        }
        if (event instanceof SessionEvent.ProgressKept kept) {
            return new Step(state, List.of(new SendNotice(state.epoch(), kept.recorded())));
        }
        if (event instanceof SessionEvent.LinkIssued issued) {
            return new Step(state, List.of(new SendNotice(state.epoch(), issued.link())));
        }
        return stay(state);
    }

    private static Step receive(Online state, Envelope<UplinkMessage> envelope) {
        if (envelope.epoch() != state.epoch()) {
            return envelope.message() instanceof Hello
                    ? close(state, CloseCode.OUT_OF_ORDER, "a second Hello")
                    : stay(state);
        }
        return envelope.message().deliverTo(new AnswerRules(state));
    }

    /** A device that knows no upgrades is told nothing of images, nor to boot: it would not understand it. */
    private static boolean isFor(EncodedCommand command, boolean knowsUpgrades) {
        return knowsUpgrades || (command.aspect() != Aspect.FIRMWARE && command.aspect() != Aspect.POWER);
    }

    /** What was sent already is not sent again by this, nor is what is older than that. */
    private static Step desire(Online state, SessionTiming timing, EncodedCommand command, long nowNanos) {
        if (!isFor(command, state.knowsUpgrades())) {
            return stay(state);
        }
        for (EncodedCommand sent : state.unanswered()) {
            if (sent.aspect() == command.aspect() && !command.revision().isAfter(sent.revision())) {
                return stay(state);
            }
        }
        List<EncodedCommand> unanswered = List.of(command);
        if (!state.unanswered().isEmpty()) {
            unanswered = new ArrayList<>(without(state.unanswered(), command.aspect()));
            unanswered.add(command);
        }
        long delayNanos = timing.resendFirst().toNanos();
        Online next = state.asking(unanswered, nowNanos + delayNanos, delayNanos);
        return new Step(next, List.of(send(next, command)));
    }

    private static Step onTime(Online state, SessionTiming timing, long nowNanos) {
        if (nowNanos >= state.aliveUntilNanos()) {
            if (state.pinged()) {
                return close(state, CloseCode.SILENT, "nothing heard since three keep-alive intervals");
            }
            long silentAtNanos =
                    state.heardAtNanos() + Silence.limitNanos(timing.keepAlive().toNanos());
            return new Step(state.pingedUntil(silentAtNanos), List.of(new Ping()));
        }
        if (state.unanswered().isEmpty() || nowNanos < state.resendAtNanos()) {
            return stay(state);
        }
        long delayNanos =
                Math.min(2 * state.resendDelayNanos(), timing.resendMax().toNanos());
        Online next = state.resendingAt(nowNanos + delayNanos, delayNanos);
        List<SessionEffect> effects = new ArrayList<>(next.unanswered().size());
        next.unanswered().forEach(command -> effects.add(send(next, command)));
        return new Step(next, effects);
    }

    private static Online heard(Online state, SessionTiming timing, long nowNanos) {
        return timing.pings() ? state.heardAt(nowNanos, timing.pingAtNanos(nowNanos)) : state;
    }

    static List<EncodedCommand> without(List<EncodedCommand> commands, Aspect aspect) {
        if (commands.isEmpty() || (commands.size() == 1 && commands.get(0).aspect() == aspect)) {
            return List.of();
        }
        return commands.stream().filter(command -> command.aspect() != aspect).toList();
    }

    static Step stay(SessionState state) {
        return new Step(state, List.of());
    }

    private static SessionEffect send(Online state, EncodedCommand command) {
        return new SendCommand(state.epoch(), command);
    }

    static Step close(SessionState state, CloseCode code, String reason) {
        List<SessionEffect> effects = new ArrayList<>(left(state));
        effects.add(new Close(code, reason));
        return new Step(new Closed(), effects);
    }

    private static List<SessionEffect> left(SessionState state) {
        return state instanceof Online online ? List.of(new RecordLeft(online.epoch())) : List.of();
    }

    private Session() {}
}
