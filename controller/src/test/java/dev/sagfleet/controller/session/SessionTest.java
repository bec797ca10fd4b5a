package dev.sagfleet.controller.session;

import static dev.sagfleet.controller.session.SessionSamples.ASSOCIATE;
import static dev.sagfleet.controller.session.SessionSamples.BANDWIDTH;
import static dev.sagfleet.controller.session.SessionSamples.EPOCH;
import static dev.sagfleet.controller.session.SessionSamples.FIRMWARE;
import static dev.sagfleet.controller.session.SessionSamples.NOW;
import static dev.sagfleet.controller.session.SessionSamples.REFUSAL;
import static dev.sagfleet.controller.session.SessionSamples.SECOND;
import static dev.sagfleet.controller.session.SessionSamples.SERIAL;
import static dev.sagfleet.controller.session.SessionSamples.TELEMETRY;
import static dev.sagfleet.controller.session.SessionSamples.TIMING;
import static dev.sagfleet.controller.session.SessionSamples.bandwidth;
import static dev.sagfleet.controller.session.SessionSamples.hello;
import static dev.sagfleet.controller.session.SessionSamples.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Hello;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Resumed;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.protocol.Suspended;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.controller.session.Session.Step;
import dev.sagfleet.controller.session.SessionEffect.Admit;
import dev.sagfleet.controller.session.SessionEffect.Answer;
import dev.sagfleet.controller.session.SessionEffect.Close;
import dev.sagfleet.controller.session.SessionEffect.RecordAcceleration;
import dev.sagfleet.controller.session.SessionEffect.RecordAnswer;
import dev.sagfleet.controller.session.SessionEffect.RecordLeft;
import dev.sagfleet.controller.session.SessionEffect.RecordTelemetry;
import dev.sagfleet.controller.session.SessionEffect.SendCommand;
import dev.sagfleet.controller.session.SessionEffect.SendWelcome;
import dev.sagfleet.controller.session.SessionState.Admitting;
import dev.sagfleet.controller.session.SessionState.Closed;
import dev.sagfleet.controller.session.SessionState.Greeting;
import dev.sagfleet.controller.session.SessionState.Online;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each state against every event: what comes next, and what is done. */
class SessionTest {
    private static final Hello HELLO = hello(SERIAL, Holdings.NONE);
    private static final Hello OTHER_HELLO = hello(new SerialNumber("sagother"), Holdings.NONE);
    private static final Revision REVISION_3 = new Revision(3);
    private static final Revision REVISION_5 = new Revision(5);
    private static final EncodedCommand NEWER = bandwidth(4);

    private static final SessionEvent SAYS_HELLO = received(0, HELLO);
    private static final SessionEvent SAYS_HELLO_OF_ANOTHER = received(0, OTHER_HELLO);
    private static final SessionEvent SAYS_HELLO_IN_SESSION = received(EPOCH, HELLO);
    private static final SessionEvent APPLIED = received(EPOCH, new Applied("c", Aspect.BANDWIDTH, REVISION_3));
    private static final SessionEvent APPLIED_OLD =
            received(EPOCH, new Applied("c", Aspect.BANDWIDTH, new Revision(2)));
    private static final SessionEvent APPLIED_IN_ANOTHER =
            received(EPOCH - 1, new Applied("c", Aspect.BANDWIDTH, REVISION_3));
    private static final SessionEvent REFUSED =
            received(EPOCH, new Refused("c", Aspect.ACCELERATION, REVISION_5, REFUSAL));
    private static final SessionEvent REFUSED_OLD =
            received(EPOCH, new Refused("c", Aspect.ACCELERATION, new Revision(4), REFUSAL));
    private static final SessionEvent REFUSED_IN_ANOTHER =
            received(EPOCH + 1, new Refused("c", Aspect.ACCELERATION, REVISION_5, REFUSAL));
    private static final SessionEvent SUSPENDED = received(EPOCH, new Suspended(REVISION_5, FIRMWARE));
    private static final SessionEvent SUSPENDED_IN_ANOTHER = received(0, new Suspended(REVISION_5, FIRMWARE));
    private static final SessionEvent RESUMED = received(EPOCH, new Resumed(REVISION_5, FIRMWARE));
    private static final SessionEvent RESUMED_IN_ANOTHER = received(0, new Resumed(REVISION_5, FIRMWARE));
    private static final SessionEvent REPORTED = received(EPOCH, TELEMETRY);
    private static final SessionEvent REPORTED_IN_ANOTHER = received(0, TELEMETRY);
    private static final SessionEvent GARBLED = new SessionEvent.Garbled(CloseCode.MALFORMED, "not JSON");
    private static final SessionEvent HEARD = new SessionEvent.Heard();
    private static final SessionEvent ADMITTED = new SessionEvent.Admitted(EPOCH, List.of(BANDWIDTH, ASSOCIATE));
    private static final SessionEvent STOPPING = new SessionEvent.Stopping();
    private static final SessionEvent TURNED_AWAY = new SessionEvent.TurnedAway(CloseCode.OUT_OF_ORDER, "unknown");
    private static final SessionEvent DESIRED = new SessionEvent.DesiredChanged(NEWER);
    private static final SessionEvent TIMER = new SessionEvent.TimerDue();
    private static final SessionEvent TAKEN_OVER = new SessionEvent.TakenOver();
    private static final SessionEvent DISCONNECTED = new SessionEvent.Disconnected();

    private static final List<SessionEvent> EVENTS = List.of(
            SAYS_HELLO,
            SAYS_HELLO_OF_ANOTHER,
            SAYS_HELLO_IN_SESSION,
            APPLIED,
            APPLIED_OLD,
            APPLIED_IN_ANOTHER,
            REFUSED,
            REFUSED_OLD,
            REFUSED_IN_ANOTHER,
            SUSPENDED,
            SUSPENDED_IN_ANOTHER,
            RESUMED,
            RESUMED_IN_ANOTHER,
            REPORTED,
            REPORTED_IN_ANOTHER,
            GARBLED,
            HEARD,
            ADMITTED,
            TURNED_AWAY,
            DESIRED,
            TIMER,
            TAKEN_OVER,
            STOPPING,
            DISCONNECTED);

    private static final SessionState GREETING = new Greeting(NOW + SECOND);
    private static final SessionState ADMITTING = new Admitting(HELLO);
    private static final Online IDLE = online(List.of(), NOW - 3 * SECOND, NOW - 10 * SECOND, true, NOW + 5 * SECOND);
    private static final Online WAITING =
            online(List.of(BANDWIDTH, ASSOCIATE), NOW + SECOND, NOW - 10 * SECOND, true, NOW + 5 * SECOND);
    private static final SessionState CLOSED = new Closed();

    private static final SessionEffect LEFT = new RecordLeft(EPOCH);
    private static final SessionEffect CLOSE_TAKEN_OVER =
            new Close(CloseCode.TAKEN_OVER, "another connection with this serial number");
    private static final SessionEffect CLOSE_STOPPING =
            new Close(CloseCode.GOING_AWAY, "the controller stops; connect again later");
    private static final SessionEffect CLOSE_TURNED_AWAY = new Close(CloseCode.OUT_OF_ORDER, "unknown");
    private static final SessionEffect CLOSE_GARBLED = new Close(CloseCode.MALFORMED, "not JSON");
    private static final SessionEffect CLOSE_SECOND_HELLO = new Close(CloseCode.OUT_OF_ORDER, "a second Hello");

    /** What one state makes of some events. */
    private record Row(List<SessionEvent> events, Step step) {}

    @Test
    void whoHasNotSaidHelloIsLookedUpOnceItDoes() {
        assertTable(
                GREETING,
                row(SAYS_HELLO, new Admitting(HELLO), new Admit(HELLO)),
                row(SAYS_HELLO_IN_SESSION, new Admitting(HELLO), new Admit(HELLO)),
                row(
                        SAYS_HELLO_OF_ANOTHER,
                        CLOSED,
                        new Close(CloseCode.OUT_OF_ORDER, "serial: sagother (expected: sag1)")),
                new Row(
                        List.of(
                                APPLIED,
                                APPLIED_OLD,
                                APPLIED_IN_ANOTHER,
                                REFUSED,
                                REFUSED_OLD,
                                REFUSED_IN_ANOTHER,
                                SUSPENDED,
                                SUSPENDED_IN_ANOTHER,
                                RESUMED,
                                RESUMED_IN_ANOTHER,
                                REPORTED,
                                REPORTED_IN_ANOTHER),
                        step(CLOSED, new Close(CloseCode.OUT_OF_ORDER, "the first message is a Hello"))),
                row(GARBLED, CLOSED, CLOSE_GARBLED),
                new Row(List.of(HEARD, ADMITTED, DESIRED), step(GREETING)),
                row(TURNED_AWAY, CLOSED, CLOSE_TURNED_AWAY),
                row(TIMER, CLOSED, new Close(CloseCode.SILENT, "no Hello")),
                row(TAKEN_OVER, CLOSED, CLOSE_TAKEN_OVER),
                row(STOPPING, CLOSED, CLOSE_STOPPING),
                row(DISCONNECTED, CLOSED));
    }

    @Test
    void whoIsBeingLookedUpWaitsForTheWelcome() {
        Online admitted = online(List.of(BANDWIDTH, ASSOCIATE), NOW + 2 * SECOND, NOW, false, NOW + 30 * SECOND);

        assertTable(
                ADMITTING,
                new Row(
                        List.of(
                                SAYS_HELLO,
                                SAYS_HELLO_OF_ANOTHER,
                                SAYS_HELLO_IN_SESSION,
                                APPLIED,
                                APPLIED_OLD,
                                APPLIED_IN_ANOTHER,
                                REFUSED,
                                REFUSED_OLD,
                                REFUSED_IN_ANOTHER,
                                SUSPENDED,
                                SUSPENDED_IN_ANOTHER,
                                RESUMED,
                                RESUMED_IN_ANOTHER,
                                REPORTED,
                                REPORTED_IN_ANOTHER),
                        step(CLOSED, new Close(CloseCode.OUT_OF_ORDER, "after Hello comes Welcome"))),
                row(
                        ADMITTED,
                        admitted,
                        send(new Welcome(TIMING.keepAlive(), TIMING.telemetry())),
                        send(BANDWIDTH),
                        send(ASSOCIATE)),
                row(TURNED_AWAY, CLOSED, CLOSE_TURNED_AWAY),
                row(GARBLED, CLOSED, CLOSE_GARBLED),
                new Row(List.of(HEARD, DESIRED, TIMER), step(ADMITTING)),
                row(TAKEN_OVER, CLOSED, CLOSE_TAKEN_OVER),
                row(STOPPING, CLOSED, CLOSE_STOPPING),
                row(DISCONNECTED, CLOSED));
    }

    @Test
    void whoHasAnsweredAllIsListenedTo() {
        assertTable(
                IDLE,
                new Row(
                        List.of(SAYS_HELLO, SAYS_HELLO_OF_ANOTHER, SAYS_HELLO_IN_SESSION),
                        step(CLOSED, LEFT, CLOSE_SECOND_HELLO)),
                new Row(
                        List.of(
                                APPLIED,
                                APPLIED_OLD,
                                APPLIED_IN_ANOTHER,
                                REFUSED,
                                REFUSED_OLD,
                                REFUSED_IN_ANOTHER,
                                SUSPENDED_IN_ANOTHER,
                                RESUMED_IN_ANOTHER,
                                REPORTED_IN_ANOTHER,
                                HEARD),
                        step(heard(IDLE))),
                row(SUSPENDED, heard(IDLE), new RecordAcceleration(EPOCH, FIRMWARE, true)),
                row(RESUMED, heard(IDLE), new RecordAcceleration(EPOCH, FIRMWARE, false)),
                row(REPORTED, heard(IDLE), new RecordTelemetry(TELEMETRY)),
                row(GARBLED, CLOSED, LEFT, CLOSE_GARBLED),
                row(TURNED_AWAY, CLOSED, LEFT, CLOSE_TURNED_AWAY),
                new Row(List.of(ADMITTED, TIMER), step(IDLE)),
                row(
                        DESIRED,
                        IDLE.withUnanswered(List.of(NEWER)).resendingAt(NOW + 2 * SECOND, 2 * SECOND),
                        send(NEWER)),
                row(TAKEN_OVER, CLOSED, LEFT, CLOSE_TAKEN_OVER),
                row(STOPPING, CLOSED, LEFT, CLOSE_STOPPING),
                row(DISCONNECTED, CLOSED, LEFT));
    }

    @Test
    void whoOwesAnswersHasThemRecorded() {
        assertTable(
                WAITING,
                new Row(
                        List.of(SAYS_HELLO, SAYS_HELLO_OF_ANOTHER, SAYS_HELLO_IN_SESSION),
                        step(CLOSED, LEFT, CLOSE_SECOND_HELLO)),
                row(
                        APPLIED,
                        heard(WAITING).withUnanswered(List.of(ASSOCIATE)),
                        new RecordAnswer(new Answer("b-3", Aspect.BANDWIDTH, REVISION_3, Optional.empty()))),
                row(
                        REFUSED,
                        heard(WAITING).withUnanswered(List.of(BANDWIDTH)),
                        new RecordAnswer(new Answer("a-5", Aspect.ACCELERATION, REVISION_5, Optional.of(REFUSAL)))),
                new Row(
                        List.of(
                                APPLIED_OLD,
                                APPLIED_IN_ANOTHER,
                                REFUSED_OLD,
                                REFUSED_IN_ANOTHER,
                                SUSPENDED_IN_ANOTHER,
                                RESUMED_IN_ANOTHER,
                                REPORTED_IN_ANOTHER,
                                HEARD),
                        step(heard(WAITING))),
                row(SUSPENDED, heard(WAITING), new RecordAcceleration(EPOCH, FIRMWARE, true)),
                row(RESUMED, heard(WAITING), new RecordAcceleration(EPOCH, FIRMWARE, false)),
                row(REPORTED, heard(WAITING), new RecordTelemetry(TELEMETRY)),
                row(GARBLED, CLOSED, LEFT, CLOSE_GARBLED),
                row(TURNED_AWAY, CLOSED, LEFT, CLOSE_TURNED_AWAY),
                new Row(List.of(ADMITTED, TIMER), step(WAITING)),
                row(
                        DESIRED,
                        WAITING.withUnanswered(List.of(ASSOCIATE, NEWER)).resendingAt(NOW + 2 * SECOND, 2 * SECOND),
                        send(NEWER)),
                row(TAKEN_OVER, CLOSED, LEFT, CLOSE_TAKEN_OVER),
                row(STOPPING, CLOSED, LEFT, CLOSE_STOPPING),
                row(DISCONNECTED, CLOSED, LEFT));
    }

    @Test
    void whoRefusesWhatIsNeverRefusedIsSentAway() {
        var dissociate = EncodedCommand.of(new Dissociate("d", REVISION_5));
        Online told = online(List.of(dissociate), NOW + 2 * SECOND, NOW, false, NOW + 30 * SECOND);

        Session.Step step = Session.step(
                SERIAL, TIMING, told, received(EPOCH, new Refused("d", Aspect.ACCELERATION, REVISION_5, REFUSAL)), NOW);

        assertThat(step.next()).isEqualTo(CLOSED);
        assertThat(step.effects())
                .containsExactly(
                        LEFT,
                        new Close(
                                CloseCode.OUT_OF_ORDER,
                                "a Dissociate, a ChangeRole, an Upgrade or a Reboot is never refused"));
    }

    @Test
    void whatIsOverStaysOver() {
        List<SessionEvent> others =
                EVENTS.stream().filter(event -> event != ADMITTED).toList();

        // Only who left while the inventory let it in has yet to be written off.
        assertTable(CLOSED, row(ADMITTED, CLOSED, LEFT), new Row(others, step(CLOSED)));
    }

    private static void assertTable(SessionState state, Row... rows) {
        assertThat(List.of(rows).stream().flatMap(row -> row.events().stream()))
                .containsExactlyInAnyOrderElementsOf(EVENTS);
        for (Row row : rows) {
            for (SessionEvent event : row.events()) {
                assertThat(Session.step(SERIAL, TIMING, state, event, NOW))
                        .as("%s, on %s", state, event)
                        .isEqualTo(row.step());
            }
        }
    }

    private static Row row(SessionEvent event, SessionState next, SessionEffect... effects) {
        return new Row(List.of(event), step(next, effects));
    }

    private static Step step(SessionState next, SessionEffect... effects) {
        return new Step(next, List.of(effects));
    }

    private static SessionEffect send(Welcome welcome) {
        return new SendWelcome(EPOCH, welcome);
    }

    private static SessionEffect send(EncodedCommand command) {
        return new SendCommand(EPOCH, command);
    }

    private static Online online(
            List<EncodedCommand> unanswered, long resendAt, long heardAt, boolean pinged, long alive) {
        return new Online(EPOCH, false, unanswered, resendAt, 2 * SECOND, heardAt, pinged, alive);
    }

    private static Online heard(Online state) {
        return state.heardAt(NOW, NOW + 30 * SECOND);
    }
}
