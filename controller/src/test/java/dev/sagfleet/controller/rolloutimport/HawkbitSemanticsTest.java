package dev.sagfleet.controller.rolloutimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.controller.rollout.Barred;
import dev.sagfleet.controller.rollout.Checkup;
import dev.sagfleet.controller.rollout.Counts;
import dev.sagfleet.controller.rollout.Fraction;
import dev.sagfleet.controller.rollout.Hold;
import dev.sagfleet.controller.rollout.PhaseClock;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.controller.rollout.Wave;
import dev.sagfleet.controller.rolloutcheck.WaveGate;
import dev.sagfleet.controller.rolloutimport.HawkbitSemantics.Limits;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How hawkBit judges groups, as its users know it. */
class HawkbitSemanticsTest {
    private static final HawkbitSemantics SEMANTICS =
            new HawkbitSemantics(List.of(new Limits(Fraction.ofPercent(95), Fraction.ofPercent(10))));
    private static final RolloutPolicy POLICY =
            ForeignTexts.hawkbit(ForeignTexts.HAWKBIT).original().policy();

    private static Wave group(int active, int succeeded, int failed) {
        return new Wave(
                0,
                active + succeeded + failed,
                Wave.Stage.OPEN,
                Hold.RESULTS,
                new Counts(0, active, succeeded, failed, 0, 0, 0, 0, 0),
                Barred.NONE,
                0,
                false,
                1,
                PhaseClock.NEVER,
                Checkup.NONE);
    }

    private static boolean isMet(Wave... groups) {
        return SEMANTICS.isMet(POLICY, List.of(groups), groups.length - 1);
    }

    private static boolean isPaused(Limits limits, Wave group) {
        return new HawkbitSemantics(List.of(limits))
                .objection(POLICY, List.of(group), 0)
                .isPresent();
    }

    @Test
    void bothThresholdsAreOfTheWholeGroup() {
        assertThat(isMet(group(5, 95, 0))).isTrue();
        assertThat(isMet(group(6, 94, 0))).isFalse();
        assertThat(SEMANTICS.objection(POLICY, List.of(group(90, 0, 10)), 0)).isEmpty();
        assertThat(SEMANTICS.objection(POLICY, List.of(group(89, 0, 11)), 0))
                .contains("group 1: 11 of 100 failed, more than 10%");
    }

    @Test
    @DisplayName("With 7 % silent, 95 % to succeed and 10 % to fail, a group neither goes on nor stops")
    void theSilentKeepAGroupForEver() {
        Wave group = group(7, 93, 0);

        assertThat(isMet(group)).isFalse();
        assertThat(SEMANTICS.objection(POLICY, List.of(group), 0)).isEmpty();
        assertThat(SEMANTICS.waysOut(POLICY, List.of(group), 0))
                .containsExactly(
                        "a success threshold of at most 93%: 93 of 100 have finished, and 95 must",
                        "a timeout, which hawkBit has not: 7 of 100 would have failed, which ends the group, so that"
                                + " the rollout goes on");
        assertThat(SEMANTICS.waysOut(POLICY, List.of(group(7, 89, 4)), 0).get(1))
                .endsWith("11 of 100 would have failed, which pauses the rollout");
    }

    @Test
    @DisplayName("Once no group is running any more the next one starts, whatever the last one has come to")
    void aGroupThatHasEndedIsFollowedByTheNextOne() {
        assertThat(isMet(group(0, 92, 8))).isTrue();
        assertThat(isMet(group(1, 99, 0), group(0, 92, 8))).isFalse();
        assertThat(isMet(group(0, 100, 0), group(0, 92, 8))).isTrue();
    }

    @Test
    @DisplayName("1 of 5 is not above 20 %: the canary does not halt")
    void anErrorThresholdMustBePassed() {
        Limits fifth = new Limits(Fraction.ofPercent(50), Fraction.ofPercent(20));

        assertThat(isPaused(fifth, group(4, 0, 1))).isFalse();
        assertThat(isPaused(fifth, group(3, 0, 2))).isTrue();
        assertThat(isPaused(new Limits(Fraction.ONE, Fraction.ZERO), group(4, 0, 1)))
                .isTrue();
        assertThat(isPaused(new Limits(Fraction.ZERO, Fraction.ONE), group(0, 0, 5)))
                .isFalse();
    }

    @Test
    void whatIsShownOfAWaveSaysTheSameLimit() {
        for (int percent = 0; percent <= 100; percent++) {
            Limits limits = new Limits(Fraction.ofPercent(50), Fraction.ofPercent(percent));
            for (int size = 1; size <= 250; size++) {
                int above = percent * size / 100 + 1;
                assertThat(limits.pausing(size)).isEqualTo(above);
                assertThat(Math.min(limits.halt().smallest(size), size + 1)).isEqualTo(above);
            }
        }
    }

    @Test
    void theThresholdsOfAFileAreTakenAsTheyAreWritten() {
        Original original = ForeignTexts.hawkbit(
                        """
                        {"name": "a", "targetFilterQuery": "id==*", "errorCondition": {"condition": "THRESHOLD", "expression": "80"},
                         "groups": [{"targetPercentage": 10, "successCondition": {"condition": "THRESHOLD", "expression": "70"}},
                                    {"targetPercentage": 0}, {"targetPercentage": 100}]}
                        """)
                .original();

        assertThat(original.semantics())
                .isEqualTo(new HawkbitSemantics(List.of(
                        new Limits(Fraction.ofPercent(70), Fraction.ofPercent(50)),
                        new Limits(Fraction.ofPercent(50), Fraction.ofPercent(80)))));
        assertThat(original.policy().silence().trial()).hasDays(3650);
        assertThat(original.policy().retries().transport()).isZero();
        assertThat(WaveGate.of(original.policy(), 0, 100).halting()).isEqualTo(51);
        assertThat(WaveGate.of(original.policy(), 1, 100).halting()).isEqualTo(81);
    }
}
