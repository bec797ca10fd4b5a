package dev.sagfleet.controller.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.agent.transport.NettyLoop;
import dev.sagfleet.controller.inventory.PendingChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PendingAnswersTest {
    private static final Loop DEADLINES = NettyLoop.started("deadlines of calls");

    private static final SerialNumber SERIAL = new SerialNumber("box1");
    private static final Refusal TOO_OLD = new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.9", "2.4.0 or later");
    private static final Duration LONG = Duration.ofMinutes(2);

    private final PendingAnswers answers = new PendingAnswers(DEADLINES);

    @Test
    void aDeviceThatIsAwayIsNotWaitedFor() {
        var answer = answers.expect(List.of(new PendingChange(SERIAL, Aspect.BANDWIDTH, new Revision(1), false)), LONG);

        assertThat(answer.toCompletableFuture())
                .isCompletedWithValue(new PendingAnswers.Completion(Optional.empty(), true));
    }

    @Test
    void anAnswerToALaterRevisionSaysThatThisOneIsOvertaken() {
        var answer = answers.expect(List.of(change(1)), LONG);

        answers.answered(SERIAL, Aspect.BANDWIDTH, new Revision(2), Optional.of(TOO_OLD));

        assertThat(answer.toCompletableFuture())
                .isCompletedWithValue(new PendingAnswers.Completion(Optional.empty(), true));
    }

    @Test
    void anAnswerToAnEarlierRevisionIsNone() {
        var answer = answers.expect(List.of(change(2)), LONG);

        answers.answered(SERIAL, Aspect.BANDWIDTH, new Revision(1), Optional.empty());

        assertThat(answer.toCompletableFuture()).isNotDone();
    }

    @Test
    void whatALaterChangeHasOvertakenIsNotWaitedFor() {
        var answer = answers.expect(List.of(change(1)), LONG);

        answers.desiredChanged(SERIAL, command(1));
        assertThat(answer.toCompletableFuture()).isNotDone();
        answers.desiredChanged(SERIAL, command(2));

        assertThat(answer.toCompletableFuture())
                .isCompletedWithValue(new PendingAnswers.Completion(Optional.empty(), false));
    }

    @Test
    void theOthersOfACallThatIsOvertakenInPartAreStillWaitedFor() {
        var other = new SerialNumber("box2");
        var answer = answers.expect(
                List.of(change(1), new PendingChange(other, Aspect.BANDWIDTH, new Revision(7), true)), LONG);
        answers.desiredChanged(SERIAL, command(2));
        assertThat(answer.toCompletableFuture()).isNotDone();

        answers.answered(other, Aspect.BANDWIDTH, new Revision(7), Optional.of(TOO_OLD));

        assertThat(answer.toCompletableFuture())
                .isCompletedWithValue(
                        new PendingAnswers.Completion(Optional.of(new PendingAnswers.Refused(other, TOO_OLD)), false));
    }

    /** The waits that end do so on another thread, and must not take the one that begins with them. */
    @Test
    void noRefusalIsMissedWhileOtherWaitsOnTheSameDeviceEnd() {
        for (long revision = 1; revision <= 20_000; revision++) {
            answers.expect(List.of(change(revision)), Duration.ofNanos(1));
            var answer = answers.expect(List.of(change(revision)), LONG);

            answers.answered(SERIAL, Aspect.BANDWIDTH, new Revision(revision), Optional.of(TOO_OLD));

            assertThat(answer.toCompletableFuture()
                            .orTimeout(10, TimeUnit.SECONDS)
                            .join())
                    .as("revision %d", revision)
                    .extracting(PendingAnswers.Completion::refused)
                    .isEqualTo(Optional.of(new PendingAnswers.Refused(SERIAL, TOO_OLD)));
        }
    }

    private static EncodedCommand command(long revision) {
        return EncodedCommand.of(new ChangeBandwidth("call", new Revision(revision), Bandwidth.ofMegabits(20)));
    }

    private static PendingChange change(long revision) {
        return new PendingChange(SERIAL, Aspect.BANDWIDTH, new Revision(revision), true);
    }
}
