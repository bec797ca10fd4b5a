package dev.sagfleet.simulator.simtest;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.sagfleet.controller.rollout.Flow;
import dev.sagfleet.controller.rollout.Wave;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The worlds find bugs in rollouts too, as {@link MutantsTest} has it. */
class RolloutMutantsTest {
    /** The places of those who are at work are not counted. */
    @SuppressWarnings("UnusedVariable")
    static final class CountsNoPlaces {
        @Advice.OnMethodExit
        static void exit(@Advice.This Flow itself, @Advice.Return(readOnly = false) Flow returned) {
            returned = itself;
        }

        private CountsNoPlaces() {}
    }

    /** No data is read as good data. */
    @SuppressWarnings("UnusedVariable")
    static final class SaysWell {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Wave.Verdict returned) {
            returned = Wave.Verdict.WELL;
        }

        private SaysWell() {}
    }

    /** One bug each. */
    enum Bug {
        NEVER_HALTS("controller.rollout.Gates", "objection", Mutants.ReturnsNothing.class),
        OFFERS_WITHOUT_LIMITS("controller.rollout.Offers", "canStart", Mutants.ReturnsTrue.class),
        COUNTS_NO_PLACES("controller.rollout.Flow", "plusWorking", CountsNoPlaces.class),
        TAKES_ANY_END_FOR_SUCCESS("controller.rollout.Turn", "isOn", Mutants.ReturnsTrue.class),
        OFFERS_OUTSIDE_OF_WINDOWS("controller.rollout.Opening", "isOpen", Mutants.ReturnsTrue.class),
        FINDS_NO_MEMBERS("controller.campaign.Following", "deal", Mutants.DoesNothing.class),
        NEVER_ENDS("controller.rollout.Endings", "look", Mutants.DoesNothing.class),
        OFFERS_WHAT_WAS_WITHDRAWN("controller.campaign.StoredFleet", "canBeHad", Mutants.ReturnsTrue.class),
        DISTURBS_WHO_IS_AT_WORK("controller.campaign.StoredFleet", "isBusy", Mutants.ReturnsFalse.class),
        LETS_IN_BEYOND_THE_SHARE("controller.firmware.Share", "fits", Mutants.ReturnsTrue.class),
        ADVANCES_WITHOUT_FIGURES("controller.rollout.Checkups", "permit", Mutants.ReturnsTrue.class),
        TAKES_NO_DATA_FOR_GOOD_DATA("controller.rollout.HealthFigures", "verdict", SaysWell.class),
        KEEPS_DEVICES("controller.campaign.Dealings", "release", Mutants.DoesNothing.class),
        LETS_NO_TIME_PASS("controller.campaign.RolloutTimer", "goOn", Mutants.DoesNothing.class);

        @SuppressWarnings("ImmutableEnumChecker") // Byte Buddy's visitors are immutable, and so is Map.of.
        private final Map<String, AsmVisitorWrapper> changes;

        Bug(String type, String method, Class<?> code) {
            changes = Map.of(type, Advice.to(code).on(named(method)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bugIsFound(Bug bug) throws ReflectiveOperationException {
        MutantsTest.requireFound(bug, bug.changes);
    }
}
