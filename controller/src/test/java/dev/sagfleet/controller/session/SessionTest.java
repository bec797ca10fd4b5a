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
import static dev.sagfleet.controller.session.SessionSamples.received;
import static dev.sagfleet.controller.session.SessionTable.ADMITTED;
import static dev.sagfleet.controller.session.SessionTable.APPLIED;
import static dev.sagfleet.controller.session.SessionTable.APPLIED_IN_ANOTHER;
import static dev.sagfleet.controller.session.SessionTable.APPLIED_OLD;
import static dev.sagfleet.controller.session.SessionTable.CLOSED;
import static dev.sagfleet.controller.session.SessionTable.CLOSE_GARBLED;
import static dev.sagfleet.controller.session.SessionTable.CLOSE_SECOND_HELLO;
import static dev.sagfleet.controller.session.SessionTable.CLOSE_STOPPING;
import static dev.sagfleet.controller.session.SessionTable.CLOSE_TAKEN_OVER;
import static dev.sagfleet.controller.session.SessionTable.CLOSE_TURNED_AWAY;
import static dev.sagfleet.controller.session.SessionTable.DESIRED;
import static dev.sagfleet.controller.session.SessionTable.DISCONNECTED;
import static dev.sagfleet.controller.session.SessionTable.EVENTS;
import static dev.sagfleet.controller.session.SessionTable.GARBLED;
import static dev.sagfleet.controller.session.SessionTable.HEARD;
import static dev.sagfleet.controller.session.SessionTable.LEFT;
import static dev.sagfleet.controller.session.SessionTable.NEWER;
import static dev.sagfleet.controller.session.SessionTable.REFUSED;
import static dev.sagfleet.controller.session.SessionTable.REFUSED_IN_ANOTHER;
import static dev.sagfleet.controller.session.SessionTable.REFUSED_OLD;
import static dev.sagfleet.controller.session.SessionTable.REPORTED;
import static dev.sagfleet.controller.session.SessionTable.REPORTED_IN_ANOTHER;
import static dev.sagfleet.controller.session.SessionTable.RESUMED;
import static dev.sagfleet.controller.session.SessionTable.RESUMED_IN_ANOTHER;
import static dev.sagfleet.controller.session.SessionTable.REVISION_5;
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
import static dev.sagfleet.controller.session.SessionTable.heard;
import static dev.sagfleet.controller.session.SessionTable.online;
import static dev.sagfleet.controller.session.SessionTable.row;
import static dev.sagfleet.controller.session.SessionTable.send;
import static dev.sagfleet.controller.session.SessionTable.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.Dissociate;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.controller.session.SessionEffect.Answer;
import dev.sagfleet.controller.session.SessionEffect.Close;
import dev.sagfleet.controller.session.SessionEffect.RecordAcceleration;
import dev.sagfleet.controller.session.SessionEffect.RecordAnswer;
import dev.sagfleet.controller.session.SessionEffect.RecordTelemetry;
import dev.sagfleet.controller.session.SessionState.Online;
import dev.sagfleet.controller.session.SessionTable.Row;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A session that has begun, and one that is over, against every event: what comes next, and what is done. */
class SessionTest {
    private static final Online IDLE = online(List.of(), NOW - 3 * SECOND, NOW - 10 * SECOND, true, NOW + 5 * SECOND);
    private static final Online WAITING =
            online(List.of(BANDWIDTH, ASSOCIATE), NOW + SECOND, NOW - 10 * SECOND, true, NOW + 5 * SECOND);

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
                        new RecordAnswer(new Answer(EPOCH, BANDWIDTH.command(), Optional.empty()))),
                row(
                        REFUSED,
                        heard(WAITING).withUnanswered(List.of(BANDWIDTH)),
                        new RecordAnswer(new Answer(EPOCH, ASSOCIATE.command(), Optional.of(REFUSAL)))),
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
}
