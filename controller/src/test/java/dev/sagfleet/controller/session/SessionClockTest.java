package dev.sagfleet.controller.session;

import static dev.sagfleet.controller.session.SessionSamples.ASSOCIATE;
import static dev.sagfleet.controller.session.SessionSamples.BANDWIDTH;
import static dev.sagfleet.controller.session.SessionSamples.EPOCH;
import static dev.sagfleet.controller.session.SessionSamples.NOW;
import static dev.sagfleet.controller.session.SessionSamples.SECOND;
import static dev.sagfleet.controller.session.SessionSamples.SERIAL;
import static dev.sagfleet.controller.session.SessionSamples.TELEMETRY;
import static dev.sagfleet.controller.session.SessionSamples.TIMING;
import static dev.sagfleet.controller.session.SessionSamples.bandwidth;
import static dev.sagfleet.controller.session.SessionSamples.hello;
import static dev.sagfleet.controller.session.SessionSamples.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.Welcome;
import dev.sagfleet.controller.session.SessionEffect.Close;
import dev.sagfleet.controller.session.SessionEffect.Ping;
import dev.sagfleet.controller.session.SessionEffect.RecordLeft;
import dev.sagfleet.controller.session.SessionEffect.RecordTelemetry;
import dev.sagfleet.controller.session.SessionEffect.SendCommand;
import dev.sagfleet.controller.session.SessionEffect.SendWelcome;
import dev.sagfleet.controller.session.SessionState.Admitting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sending again, staying silent and being brought up to date, on a time that the tests pass in. */
class SessionClockTest {
    private final List<SessionEffect> effects = new ArrayList<>();
    private SessionTiming timing = TIMING;
    private SessionState state = Session.opened(TIMING, NOW);

    @Test
    void aConnectionThatSaysNothingIsClosedWhenTheGreetingIsDue() {
        assertThat(state.dueAtNanos()).isEqualTo(NOW + 10 * SECOND);

        step(new SessionEvent.TimerDue(), NOW + 10 * SECOND);

        assertThat(effects).containsExactly(new Close(CloseCode.SILENT, "no Hello"));
    }

    @Test
    void onlyWhatTheDeviceLacksIsSentOnAdmission() {
        state = new Admitting(hello(
                SERIAL,
                new Holdings(
                        new AspectStatus(new Revision(4), false),
                        new AspectStatus(new Revision(3), false),
                        AspectStatus.NOTHING)));

        step(new SessionEvent.Admitted(EPOCH, List.of(ASSOCIATE, BANDWIDTH)), NOW);

        assertThat(effects).containsExactly(welcome(), send(ASSOCIATE));
    }

    @Test
    void whatTheDeviceRefusedIsSentAgainOnAdmission() {
        state = new Admitting(
                hello(SERIAL, Holdings.NONE.with(Aspect.ACCELERATION, new AspectStatus(new Revision(5), true))));

        step(new SessionEvent.Admitted(EPOCH, List.of(ASSOCIATE)), NOW);

        assertThat(effects).containsExactly(welcome(), send(ASSOCIATE));
    }

    @Test
    void aCommandIsSentAgainWithTheWaitDoubledUpToTheLongest() {
        online(List.of(BANDWIDTH));
        List<Long> sentAtSeconds = new ArrayList<>();

        for (long second = 0; second <= 62; second++) {
            long now = NOW + second * SECOND;
            step(new SessionEvent.Heard(), now);
            effects.clear();
            step(new SessionEvent.TimerDue(), now);
            if (effects.equals(List.of(send(BANDWIDTH)))) {
                sentAtSeconds.add(second);
            }
        }

        assertThat(sentAtSeconds).containsExactly(2L, 6L, 14L, 29L, 44L, 59L);
    }

    @Test
    void allThatIsUnansweredIsSentAgainTogether() {
        online(List.of(BANDWIDTH, ASSOCIATE));

        step(new SessionEvent.TimerDue(), NOW + 2 * SECOND);

        assertThat(effects).containsExactly(send(BANDWIDTH), send(ASSOCIATE));
    }

    @Test
    void aTimerBeforeItsTimeDoesNothing() {
        online(List.of(BANDWIDTH));
        SessionState before = state;

        step(new SessionEvent.TimerDue(), NOW + 2 * SECOND - 1);

        assertThat(state).isEqualTo(before);
        assertThat(effects).isEmpty();
    }

    @Test
    void whatHasBeenAnsweredIsNotSentAgain() {
        online(List.of(BANDWIDTH));
        step(received(EPOCH, new Applied("b-3", Aspect.BANDWIDTH, new Revision(3))), NOW + SECOND);
        effects.clear();

        step(new SessionEvent.TimerDue(), NOW + 20 * SECOND);

        assertThat(effects).isEmpty();
        assertThat(state.dueAtNanos()).isEqualTo(NOW + 31 * SECOND);
    }

    @Test
    void aNewerCommandTakesThePlaceOfTheOneOfItsAspectAndOfItsAnswer() {
        online(List.of(BANDWIDTH, ASSOCIATE));
        step(new SessionEvent.DesiredChanged(bandwidth(4)), NOW + SECOND);
        assertThat(effects).containsExactly(send(bandwidth(4)));
        effects.clear();

        step(received(EPOCH, new Applied("b-3", Aspect.BANDWIDTH, new Revision(3))), NOW + SECOND);
        assertThat(effects).isEmpty();

        step(new SessionEvent.TimerDue(), NOW + 3 * SECOND);
        assertThat(effects).containsExactly(send(ASSOCIATE), send(bandwidth(4)));
    }

    @Test
    void aNewCommandIsWaitedForAsShortlyAsAnyFirstOne() {
        online(List.of(BANDWIDTH));
        step(new SessionEvent.TimerDue(), NOW + 2 * SECOND);
        step(new SessionEvent.TimerDue(), NOW + 6 * SECOND);

        step(new SessionEvent.DesiredChanged(bandwidth(4)), NOW + 7 * SECOND);

        assertThat(state.dueAtNanos()).isEqualTo(NOW + 9 * SECOND);
    }

    @Test
    void silenceIsPingedAfterOneKeepAliveAndEndsTheSessionAfterThree() {
        online(List.of());
        assertThat(state.dueAtNanos()).isEqualTo(NOW + 30 * SECOND);

        step(new SessionEvent.TimerDue(), NOW + 30 * SECOND);
        assertThat(effects).containsExactly(new Ping());
        assertThat(state.dueAtNanos()).isEqualTo(NOW + 90 * SECOND);
        effects.clear();

        step(new SessionEvent.TimerDue(), NOW + 90 * SECOND - 1);
        assertThat(effects).isEmpty();

        step(new SessionEvent.TimerDue(), NOW + 90 * SECOND);
        assertThat(effects)
                .containsExactly(
                        new RecordLeft(EPOCH),
                        new Close(CloseCode.SILENT, "nothing heard since three keep-alive intervals"));
    }

    @Test
    void aPongStartsTheSilenceAnew() {
        online(List.of());
        step(new SessionEvent.TimerDue(), NOW + 30 * SECOND);

        step(new SessionEvent.Heard(), NOW + 31 * SECOND);
        effects.clear();
        step(new SessionEvent.TimerDue(), NOW + 60 * SECOND);
        assertThat(effects).isEmpty();

        step(new SessionEvent.TimerDue(), NOW + 61 * SECOND);
        assertThat(effects).containsExactly(new Ping());
    }

    @Test
    void aDeviceThatIsSilentIsStillSentWhatItHasNotAnswered() {
        online(List.of(BANDWIDTH));
        List<SessionEffect> said = new ArrayList<>();

        while (state instanceof SessionState.Online) {
            step(new SessionEvent.TimerDue(), state.dueAtNanos());
            said.addAll(effects);
            effects.clear();
        }

        assertThat(said)
                .containsExactly(
                        send(BANDWIDTH),
                        send(BANDWIDTH),
                        send(BANDWIDTH),
                        send(BANDWIDTH),
                        new Ping(),
                        send(BANDWIDTH),
                        send(BANDWIDTH),
                        send(BANDWIDTH),
                        send(BANDWIDTH),
                        new RecordLeft(EPOCH),
                        new Close(CloseCode.SILENT, "nothing heard since three keep-alive intervals"));
    }

    @Test
    void theWaitForAnAnswerMustBeMoreThanNothingAndNotLongerThanTheLongest() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new SessionTiming(second, second, second, Duration.ZERO, second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionTiming(second, second, second, second, Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT1S to PT0.999S");
    }

    private void online(List<EncodedCommand> desired) {
        state = new Admitting(hello(SERIAL, Holdings.NONE));
        step(new SessionEvent.Admitted(EPOCH, desired), NOW);
        effects.clear();
    }

    @Test
    void overAConnectionThatNoticesSilenceNothingIsDueBetweenTwoChangesOfState() {
        timing = TIMING.withoutPings();
        online(List.of());
        assertThat(state.dueAtNanos()).isEqualTo(Long.MAX_VALUE);

        SessionState before = state;
        step(new SessionEvent.Heard(), NOW + SECOND);
        step(received(EPOCH, TELEMETRY), NOW + 2 * SECOND);

        assertThat(state).isSameAs(before);
        assertThat(effects).containsExactly(new RecordTelemetry(TELEMETRY));
    }

    @Test
    void overAConnectionThatNoticesSilenceACommandIsStillSentAgain() {
        timing = TIMING.withoutPings();
        online(List.of());

        step(new SessionEvent.DesiredChanged(BANDWIDTH), NOW + 100 * SECOND);
        assertThat(state.dueAtNanos()).isEqualTo(NOW + 102 * SECOND);
        step(new SessionEvent.TimerDue(), state.dueAtNanos());
        step(received(EPOCH, new Applied("b-3", BANDWIDTH.aspect(), BANDWIDTH.revision())), NOW + 103 * SECOND);

        assertThat(effects).startsWith(send(BANDWIDTH), send(BANDWIDTH)).hasSize(3);
        assertThat(state.dueAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    private void step(SessionEvent event, long nowNanos) {
        Session.Step step = Session.step(SERIAL, timing, state, event, nowNanos);
        state = step.next();
        effects.addAll(step.effects());
    }

    private static SessionEffect welcome() {
        return new SendWelcome(EPOCH, new Welcome(TIMING.keepAlive(), TIMING.telemetry()));
    }

    private static SessionEffect send(EncodedCommand command) {
        return new SendCommand(EPOCH, command);
    }

    @Test
    void whatWasSentAlreadyIsNotSentAgainBecauseItIsToldAgain() {
        online(List.of(BANDWIDTH, ASSOCIATE));
        SessionState before = state;

        step(new SessionEvent.DesiredChanged(BANDWIDTH), NOW + SECOND);
        step(new SessionEvent.DesiredChanged(bandwidth(2)), NOW + SECOND);

        assertThat(effects).isEmpty();
        assertThat(state).isEqualTo(before);
    }
}
