package dev.sagfleet.controller.session;

import static dev.sagfleet.controller.session.SessionSamples.EPOCH;
import static dev.sagfleet.controller.session.SessionSamples.FIRMWARE;
import static dev.sagfleet.controller.session.SessionSamples.LINK_WANTED;
import static dev.sagfleet.controller.session.SessionSamples.PROGRESS;
import static dev.sagfleet.controller.session.SessionSamples.REFUSAL;
import static dev.sagfleet.controller.session.SessionSamples.SECOND;
import static dev.sagfleet.controller.session.SessionSamples.SERIAL;
import static dev.sagfleet.controller.session.SessionSamples.TELEMETRY;
import static dev.sagfleet.controller.session.SessionSamples.TIMING;
import static dev.sagfleet.controller.session.SessionSamples.associate;
import static dev.sagfleet.controller.session.SessionSamples.bandwidth;
import static dev.sagfleet.controller.session.SessionSamples.hello;
import static dev.sagfleet.controller.session.SessionSamples.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Applied;
import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.CloseCode;
import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.Refused;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.Suspended;
import dev.sagfleet.controller.session.SessionEffect.Close;
import dev.sagfleet.controller.session.SessionEffect.RecordAnswer;
import dev.sagfleet.controller.session.SessionEffect.RecordLeft;
import dev.sagfleet.controller.session.SessionState.Closed;
import dev.sagfleet.controller.session.SessionState.Online;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Thousands of sessions through events at random, held against what must hold of each. */
class SessionWalkTest {
    private static final long SEED = Long.getLong("sagfleet.seed", 20_180_313L);
    private static final int SESSIONS = 5_000;
    private static final int EVENTS = 60;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private long nextRevision;

    @Test
    void atMostOneCommandAnAspectIsOutstandingAndNothingComesOutOfAClosedSession() {
        System.out.println("SessionWalkTest: -Dsagfleet.seed=" + SEED);
        int wentOnline = 0;
        for (int session = 0; session < SESSIONS; session++) {
            wentOnline += walk("seed " + SEED + ", session " + session);
        }
        assertThat(wentOnline).isGreaterThan(SESSIONS / 10);
    }

    /** One session; 1 if it ever was online. */
    private int walk(String name) {
        nextRevision = 1;
        long now = random.nextLong(1_000 * SECOND);
        SessionState state = Session.opened(TIMING, now);
        int online = 0;
        long left = 0;
        for (int i = 0; i < EVENTS; i++) {
            now += random.nextLong(20 * SECOND);
            SessionEvent event = event(state);

            Session.Step step = Session.step(SERIAL, TIMING, state, event, now);

            if (state instanceof Closed) {
                boolean late = event instanceof SessionEvent.Admitted;
                assertThat(step.effects()).as(name).hasSize(late ? 1 : 0).allMatch(RecordLeft.class::isInstance);
                assertThat(step.next()).as(name).isEqualTo(state);
                continue;
            }
            if (state instanceof Online before) {
                step.effects().forEach(effect -> assertIsAnswerTo(before, effect, name));
            }
            if (step.next() instanceof Online next) {
                online = 1;
                assertThat(next.unanswered().stream().map(EncodedCommand::aspect))
                        .as(name)
                        .doesNotHaveDuplicates();
            }
            boolean ends = step.next() instanceof Closed && !(state instanceof Closed);
            assertThat(step.effects().stream().anyMatch(Close.class::isInstance))
                    .as(name)
                    .isEqualTo(ends && !(event instanceof SessionEvent.Disconnected));
            left += step.effects().stream().filter(RecordLeft.class::isInstance).count();
            assertThat(left).as(name).isEqualTo(step.next() instanceof Closed ? online : 0);
            state = step.next();
        }
        return online;
    }

    private static void assertIsAnswerTo(Online before, SessionEffect effect, String name) {
        if (effect instanceof RecordAnswer recorded) {
            assertThat(before.unanswered())
                    .as(name)
                    .anyMatch(command ->
                            command.aspect() == recorded.answer().command().aspect()
                                    && command.revision()
                                            .equals(recorded.answer().command().revision()));
        }
    }

    /** An event that gets a session on most of the time, and anything at all for the rest. */
    private SessionEvent event(SessionState state) {
        if (state instanceof SessionState.Greeting && random.nextInt(10) < 8) {
            return received(0, hello(SERIAL, Holdings.NONE));
        }
        if (state instanceof SessionState.Admitting && random.nextInt(10) < 8) {
            return new SessionEvent.Admitted(EPOCH, List.of(bandwidth(nextRevision++), associate(nextRevision++)));
        }
        Aspect aspect = random.nextBoolean() ? Aspect.BANDWIDTH : Aspect.ACCELERATION;
        long epoch = random.nextInt(10) == 0 ? random.nextLong(EPOCH) : EPOCH;
        Revision revision = new Revision(1 + random.nextLong(nextRevision));
        return switch (random.nextInt(44)) {
            case 0 -> new SessionEvent.Disconnected();
            case 1 -> new SessionEvent.TakenOver();
            case 2 -> new SessionEvent.Garbled(CloseCode.TOO_LARGE, "64 KiB");
            case 3 -> new SessionEvent.TurnedAway(CloseCode.OUT_OF_ORDER, "unknown");
            case 4 -> received(epoch, hello(SERIAL, Holdings.NONE));
            case 5 -> new SessionEvent.Admitted(EPOCH + 1, List.of(bandwidth(nextRevision++)));
            case 6, 7, 8, 9, 10, 11, 12, 13 ->
                new SessionEvent.DesiredChanged(
                        aspect == Aspect.BANDWIDTH ? bandwidth(nextRevision++) : associate(nextRevision++));
            case 14, 15, 16, 17, 18, 19, 20, 21 -> received(epoch, new Applied("c", aspect, revision));
            case 22, 23, 24 -> received(epoch, new Refused("c", aspect, revision, REFUSAL));
            case 25 -> received(epoch, new Suspended(revision, FIRMWARE));
            case 26 -> received(epoch, TELEMETRY);
            case 27, 28, 29 -> new SessionEvent.Heard();
            case 30 -> received(epoch, PROGRESS);
            case 31 -> received(epoch, LINK_WANTED);
            case 32 -> new SessionEvent.ProgressKept(new ProgressRecorded("fw-1", 1));
            case 33 -> new SessionEvent.LinkIssued(new DownloadLink("fw-1", 1, "/firmware"));
            default -> new SessionEvent.TimerDue();
        };
    }
}
