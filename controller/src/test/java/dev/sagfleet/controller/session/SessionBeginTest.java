package dev.sagfleet.controller.session;

import static dev.sagfleet.controller.session.SessionSamples.ASSOCIATE;
import static dev.sagfleet.controller.session.SessionSamples.BANDWIDTH;
import static dev.sagfleet.controller.session.SessionSamples.NOW;
import static dev.sagfleet.controller.session.SessionSamples.SECOND;
import static dev.sagfleet.controller.session.SessionSamples.TIMING;
import static dev.sagfleet.controller.session.SessionTable.ADMITTED;
import static dev.sagfleet.controller.session.SessionTable.APPLIED;
import static dev.sagfleet.controller.session.SessionTable.APPLIED_IN_ANOTHER;
import static dev.sagfleet.controller.session.SessionTable.APPLIED_OLD;
import static dev.sagfleet.controller.session.SessionTable.CLOSED;
import static dev.sagfleet.controller.session.SessionTable.CLOSE_GARBLED;
import static dev.sagfleet.controller.session.SessionTable.CLOSE_STOPPING;
import static dev.sagfleet.controller.session.SessionTable.CLOSE_TAKEN_OVER;
import static dev.sagfleet.controller.session.SessionTable.CLOSE_TURNED_AWAY;
import static dev.sagfleet.controller.session.SessionTable.DESIRED;
import static dev.sagfleet.controller.session.SessionTable.DISCONNECTED;
import static dev.sagfleet.controller.session.SessionTable.GARBLED;
import static dev.sagfleet.controller.session.SessionTable.HEARD;
import static dev.sagfleet.controller.session.SessionTable.HELLO;
import static dev.sagfleet.controller.session.SessionTable.REFUSED;
import static dev.sagfleet.controller.session.SessionTable.REFUSED_IN_ANOTHER;
import static dev.sagfleet.controller.session.SessionTable.REFUSED_OLD;
import static dev.sagfleet.controller.session.SessionTable.REPORTED;
import static dev.sagfleet.controller.session.SessionTable.REPORTED_IN_ANOTHER;
import static dev.sagfleet.controller.session.SessionTable.RESUMED;
import static dev.sagfleet.controller.session.SessionTable.RESUMED_IN_ANOTHER;
import static dev.sagfleet.controller.session.SessionTable.SAYS_HELLO;
import static dev.sagfleet.controller.session.SessionTable.SAYS_HELLO_IN_SESSION;
import static dev.sagfleet.controller.session.SessionTable.SAYS_HELLO_OF_ANOTHER;
import static dev.sagfleet.controller.session.SessionTable.STOPPING;
import static dev.sagfleet.controller.session.SessionTable.SUSPENDED;
import static dev.sagfleet.controller.session.SessionTable.SUSPENDED_IN_ANOTHER;
import static dev.sagfleet.controller.session.SessionTable.TAKEN_OVER;
import static dev.sagfleet.controller.session.SessionTable.TIMER;
import static dev.sagfleet.controller.session.SessionTable.TURNED_AWAY;
import static dev.sagfleet.controller.session.SessionTable.assertTable;
import static dev.sagfleet.controller.session.SessionTable.online;
import static dev.sagfleet.controller.session.SessionTable.row;
import static dev.sagfleet.controller.session.SessionTable.send;
import static dev.sagfleet.controller.session.SessionTable.step;

import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.controller.session.SessionEffect.Admit;
import dev.sagfleet.controller.session.SessionEffect.Close;
import dev.sagfleet.controller.session.SessionState.Admitting;
import dev.sagfleet.controller.session.SessionState.Greeting;
import dev.sagfleet.controller.session.SessionState.Online;
import dev.sagfleet.controller.session.SessionTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session that has yet to begin, against every event: what comes next, and what is done. */
class SessionBeginTest {
    private static final SessionState GREETING = new Greeting(NOW + SECOND);
    private static final SessionState ADMITTING = new Admitting(HELLO);

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
}
