package dev.sagfleet.simulator.simtest;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.sagfleet.agent.firmware.Image;
import dev.sagfleet.agent.firmware.SlotState;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The worlds find bugs in upgrades too, as {@link MutantsTest} has it. */
class FirmwareMutantsTest {
    /** One bug each. */
    enum Bug {
        COMMITS_BEFORE_LOCAL_CHECKS("agent.firmware.FirmwareBoot", "localChecks", FirmwareMutants.AlwaysPasses.class),
        COMPARES_NO_DIGEST("agent.firmware.FirmwareRules", "onVerified", FirmwareMutants.BelievesAnyBytes.class),
        COMPARES_NO_SIGNATURE("agent.firmware.TrustedKeys$Seal", "signed", Mutants.ReturnsTrue.class),
        FORGETS_TO_ARM(
                "agent.firmware.Activation",
                MemberSubstitution.relaxed().method(named("keep")).stub().on(named("installed"))),
        TAKES_NO_TRY("agent.firmware.BootLoader", "taken", FirmwareMutants.TakesNoTry.class),
        RAISES_THE_FLOOR_AT_TRIAL("agent.firmware.Trial", "started", FirmwareMutants.RaisesTheFloor.class),
        CANCELS_WHAT_IT_INSTALLS("agent.firmware.UpgradeJob", "isPastCancel", Mutants.ReturnsFalse.class),
        LEAVES_THE_SLOT_AS_IT_WAS("agent.firmware.Trial", goodForBad("fallBack")),
        SAVES_NO_FIRMWARE("agent.runtime.FirmwareWork", "persist", Mutants.DoesNothing.class),
        SAYS_AN_END_ONCE("agent.firmware.Deadlines", "saysEndAgainAtNanos", FirmwareMutants.NeverDue.class),
        LETS_OLDER_REPORTS_COUNT("controller.inventory.JobProgress", "follows", Mutants.ReturnsTrue.class),
        ACKNOWLEDGES_ENDS_BEFORE_THE_COMMIT(
                "controller.connection.SessionRecorder", "progressed", FirmwareMutants.AcknowledgesWhatItHears.class),
        SENDS_FASTER_THAN_RESERVED(
                "controller.firmware.Egress$Reservation", "rate", FirmwareMutants.ReturnsTenGigabits.class),
        KEEPS_RESERVATIONS("controller.firmware.Egress", "release", Mutants.DoesNothing.class);

        @SuppressWarnings("ImmutableEnumChecker") // Byte Buddy's visitors are immutable, and so is Map.of.
        private final Map<String, AsmVisitorWrapper> changes;

        Bug(String type, String method, Class<?> code) {
            this(type, Advice.to(code).on(named(method)));
        }

        Bug(String type, AsmVisitorWrapper change) {
            changes = Map.of(type, change);
        }

        private static AsmVisitorWrapper goodForBad(String method) {
            try {
                return MemberSubstitution.relaxed()
                        .method(named("bad"))
                        .replaceWith(SlotState.class.getMethod("good", Image.class))
                        .on(named(method));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bugIsFound(Bug bug) throws ReflectiveOperationException {
        MutantsTest.requireFound(bug, bug.changes);
    }
}
