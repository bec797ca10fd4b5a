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
import dev.sagfleet.controller.session.SessionEffect.Close;
import dev.sagfleet.controller.session.SessionEffect.RecordLeft;
import dev.sagfleet.controller.session.SessionEffect.SendCommand;
import dev.sagfleet.controller.session.SessionEffect.SendWelcome;
import dev.sagfleet.controller.session.SessionState.Closed;
import dev.sagfleet.controller.session.SessionState.Online;
import java.util.List;

/** Every event that a session may meet, and what one state makes of each of them. */
final class SessionTable {
    static final Hello HELLO = hello(SERIAL, Holdings.NONE);
    static final Hello OTHER_HELLO = hello(new SerialNumber("sagother"), Holdings.NONE);
    static final Revision REVISION_3 = new Revision(3);
    static final Revision REVISION_5 = new Revision(5);
    static final EncodedCommand NEWER = bandwidth(4);

    static final SessionEvent SAYS_HELLO = received(0, HELLO);
    static final SessionEvent SAYS_HELLO_OF_ANOTHER = received(0, OTHER_HELLO);
    static final SessionEvent SAYS_HELLO_IN_SESSION = received(EPOCH, HELLO);
    static final SessionEvent APPLIED = received(EPOCH, new Applied("c", Aspect.BANDWIDTH, REVISION_3));
    static final SessionEvent APPLIED_OLD = received(EPOCH, new Applied("c", Aspect.BANDWIDTH, new Revision(2)));
    static final SessionEvent APPLIED_IN_ANOTHER = received(EPOCH - 1, new Applied("c", Aspect.BANDWIDTH, REVISION_3));
    static final SessionEvent REFUSED = received(EPOCH, new Refused("c", Aspect.ACCELERATION, REVISION_5, REFUSAL));
    static final SessionEvent REFUSED_OLD =
            received(EPOCH, new Refused("c", Aspect.ACCELERATION, new Revision(4), REFUSAL));
    static final SessionEvent REFUSED_IN_ANOTHER =
            received(EPOCH + 1, new Refused("c", Aspect.ACCELERATION, REVISION_5, REFUSAL));
    static final SessionEvent SUSPENDED = received(EPOCH, new Suspended(REVISION_5, FIRMWARE));
    static final SessionEvent SUSPENDED_IN_ANOTHER = received(0, new Suspended(REVISION_5, FIRMWARE));
    static final SessionEvent RESUMED = received(EPOCH, new Resumed(REVISION_5, FIRMWARE));
    static final SessionEvent RESUMED_IN_ANOTHER = received(0, new Resumed(REVISION_5, FIRMWARE));
    static final SessionEvent REPORTED = received(EPOCH, TELEMETRY);
    static final SessionEvent REPORTED_IN_ANOTHER = received(0, TELEMETRY);
    static final SessionEvent GARBLED = new SessionEvent.Garbled(CloseCode.MALFORMED, "not JSON");
    static final SessionEvent HEARD = new SessionEvent.Heard();
    static final SessionEvent ADMITTED = new SessionEvent.Admitted(EPOCH, List.of(BANDWIDTH, ASSOCIATE));
    static final SessionEvent STOPPING = new SessionEvent.Stopping();
    static final SessionEvent TURNED_AWAY = new SessionEvent.TurnedAway(CloseCode.OUT_OF_ORDER, "unknown");
    static final SessionEvent DESIRED = new SessionEvent.DesiredChanged(NEWER);
    static final SessionEvent TIMER = new SessionEvent.TimerDue();
    static final SessionEvent TAKEN_OVER = new SessionEvent.TakenOver();
    static final SessionEvent DISCONNECTED = new SessionEvent.Disconnected();

    static final List<SessionEvent> EVENTS = List.of(
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

    static final SessionState CLOSED = new Closed();

    static final SessionEffect LEFT = new RecordLeft(EPOCH);
    static final SessionEffect CLOSE_TAKEN_OVER =
            new Close(CloseCode.TAKEN_OVER, "another connection with this serial number");
    static final SessionEffect CLOSE_STOPPING =
            new Close(CloseCode.GOING_AWAY, "the controller stops; connect again later");
    static final SessionEffect CLOSE_TURNED_AWAY = new Close(CloseCode.OUT_OF_ORDER, "unknown");
    static final SessionEffect CLOSE_GARBLED = new Close(CloseCode.MALFORMED, "not JSON");
    static final SessionEffect CLOSE_SECOND_HELLO = new Close(CloseCode.OUT_OF_ORDER, "a second Hello");

    /** What one state makes of some events. */
    record Row(List<SessionEvent> events, Step step) {}

    static void assertTable(SessionState state, Row... rows) {
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

    static Row row(SessionEvent event, SessionState next, SessionEffect... effects) {
        return new Row(List.of(event), step(next, effects));
    }

    static Step step(SessionState next, SessionEffect... effects) {
        return new Step(next, List.of(effects));
    }

    static SessionEffect send(Welcome welcome) {
        return new SendWelcome(EPOCH, welcome);
    }

    static SessionEffect send(EncodedCommand command) {
        return new SendCommand(EPOCH, command);
    }

    static Online online(List<EncodedCommand> unanswered, long resendAt, long heardAt, boolean pinged, long alive) {
        return new Online(EPOCH, false, unanswered, resendAt, 2 * SECOND, heardAt, pinged, alive);
    }

    static Online heard(Online state) {
        return state.heardAt(NOW, NOW + 30 * SECOND);
    }

    private SessionTable() {}
}
