package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.firmware.FirmwareEvent;
import dev.sagfleet.agent.firmware.LaxFirmware;
import dev.sagfleet.agent.firmware.Slots;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.controller.connection.SessionHost;
import dev.sagfleet.controller.session.SessionEvent;
import java.util.Optional;
import net.bytebuddy.asm.Advice;

/** Bugs in upgrades, as {@link Mutants} are. */
@SuppressWarnings({"UnusedVariable", "unused"})
final class FirmwareMutants {
    static final class AlwaysPasses {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Optional<UpdateCode> returned) {
            returned = Optional.of(UpdateCode.NONE);
        }
    }

    static final class BelievesAnyBytes {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("turn") Object turn,
                @Advice.Argument(value = 0, readOnly = false) FirmwareEvent.Verified event) {
            event = LaxFirmware.believing(turn, event);
        }
    }

    static final class TakesNoTry {
        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) Slots slots, @Advice.Return(readOnly = false) Slots returned) {
            returned = slots;
        }
    }

    static final class RaisesTheFloor {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) Object turn) {
            LaxFirmware.raiseFloor(turn);
        }
    }

    static final class ReturnsTenGigabits {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Bandwidth returned) {
            returned = Bandwidth.ofMegabits(10_000);
        }
    }

    static final class NeverDue {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long returned) {
            returned = Long.MAX_VALUE;
        }
    }

    static final class AcknowledgesWhatItHears {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) SessionHost connection, @Advice.Argument(1) FirmwareProgress progress) {
            if (progress.state().isFinal()) {
                connection.post(
                        new SessionEvent.ProgressKept(new ProgressRecorded(progress.job(), progress.attempt())));
            }
        }
    }

    private FirmwareMutants() {}
}
