package dev.sagfleet.controller.rolloutimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.rollout.Barred;
import dev.sagfleet.controller.rollout.Checkup;
import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.controller.rolloutcheck.WaveGate;
import dev.sagfleet.controller.rolloutimport.AwsSemantics.Abort;
import dev.sagfleet.controller.rolloutimport.AwsSemantics.Counted;
import dev.sagfleet.controller.rolloutimport.AwsSemantics.FailureType;
import dev.sagfleet.controller.rolloutimport.AwsSemantics.Growth;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a job of AWS IoT goes, as its users know it. */
class AwsSemanticsTest {
    private static final Original ORIGINAL = ForeignTexts.aws(ForeignTexts.AWS).original();

    private static List<Wave> job(int waiting, int active, int succeeded, int failed, int timedOut) {
        var counts = new Counts(waiting, active, succeeded, failed, timedOut, 0, 0, 0, 0);
        return List.of(new Wave(
                0,
                counts.all(),
                Wave.Stage.OPEN,
                Hold.RESULTS,
                counts,
                Barred.NONE,
                0,
                false,
                1,
                PhaseClock.NEVER,
                Checkup.NONE));
    }

    private static int perMinute(Growth growth, List<Wave> job) {
        return new AwsSemantics(Optional.of(growth), List.of(), false)
                .pace(ORIGINAL.policy(), job)
                .perMinute();
    }

    private static boolean isAborted(Abort abort, List<Wave> job) {
        return new AwsSemantics(Optional.empty(), List.of(abort), false)
                .objection(ORIGINAL.policy(), job, 0)
                .isPresent();
    }

    @Test
    void theJobOfAFileIsTakenAsItIsWritten() {
        assertThat(ORIGINAL.semantics())
                .isEqualTo(new AwsSemantics(
                        Optional.of(new Growth(40, new BigDecimal("2.5"), Counted.SUCCEEDED, 100)),
                        List.of(
                                new Abort(FailureType.FAILED, Fraction.parse("7.5%"), 50),
                                new Abort(FailureType.ALL, Fraction.ofPercent(12), 20)),
                        true));
        assertThat(ORIGINAL.policy().waves()).hasSize(1);
        assertThat(WaveGate.of(ORIGINAL.policy(), 0, 1_000).halting()).isEqualTo(75);
        assertThat(ORIGINAL.policy().silence().trial()).isEqualTo(Duration.ofMinutes(90));
        assertThat(ORIGINAL.policy().silence().offered()).hasDays(3650);
        assertThat(ORIGINAL.policy().retries().boot()).isEqualTo(4);
    }

    @Test
    @DisplayName("50 a minute, doubled with each 1,000: 100 from 1,000 on, 200 from 2,000 on, and 300 at most")
    void aRateGrowsWithWhatIsCounted() {
        var notified = new Growth(50, BigDecimal.valueOf(2), Counted.NOTIFIED, 1_000);
        var succeeded = new Growth(50, BigDecimal.valueOf(2), Counted.SUCCEEDED, 1_000);

        assertThat(perMinute(notified, job(9_001, 999, 0, 0, 0))).isEqualTo(50);
        assertThat(perMinute(notified, job(9_000, 500, 400, 60, 40))).isEqualTo(100);
        assertThat(perMinute(notified, job(8_000, 2_000, 0, 0, 0))).isEqualTo(200);
        assertThat(perMinute(notified, job(0, 10_000, 0, 0, 0))).isEqualTo(300);
        assertThat(perMinute(succeeded, job(8_000, 2_000, 0, 0, 0))).isEqualTo(50);
        assertThat(perMinute(succeeded, job(8_000, 0, 1_000, 1_000, 0))).isEqualTo(100);
        assertThat(perMinute(new Growth(10, new BigDecimal("1.5"), Counted.NOTIFIED, 1), job(0, 2, 0, 0, 0)))
                .as("22.5")
                .isEqualTo(22);
    }

    @Test
    void anAbortCountsWhatHasEnded() {
        var tenth = new Abort(FailureType.FAILED, Fraction.ofPercent(10), 20);

        assertThat(isAborted(tenth, job(900, 81, 0, 19, 0))).as("19 have ended").isFalse();
        assertThat(isAborted(tenth, job(900, 80, 18, 2, 0))).as("2 of 20").isTrue();
        assertThat(isAborted(tenth, job(900, 80, 19, 1, 0))).as("1 of 20").isFalse();
        assertThat(isAborted(tenth, job(900, 80, 0, 0, 20))).as("timed out").isFalse();
        assertThat(isAborted(new Abort(FailureType.TIMED_OUT, Fraction.ofPercent(10), 20), job(0, 0, 10, 0, 10)))
                .isTrue();
        assertThat(isAborted(new Abort(FailureType.ALL, Fraction.ofPercent(10), 20), job(0, 0, 18, 1, 1)))
                .isTrue();
        assertThat(isAborted(new Abort(FailureType.REJECTED, Fraction.ofPercent(10), 1), job(0, 0, 0, 10, 10)))
                .isFalse();
        assertThat(isAborted(new Abort(FailureType.ALL, Fraction.ZERO, 1), job(0, 0, 10, 0, 0)))
                .as("nothing has failed")
                .isFalse();
    }
}
