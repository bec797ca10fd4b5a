package dev.sagfleet.agent.firmware;

import static dev.sagfleet.agent.firmware.Devices.NEW;
import static dev.sagfleet.agent.firmware.Devices.OLD;

import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.FirmwareReport.Slot;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;

/** A SAG-1000 with 2.4.0 in each state of a job to install 2.5.0, as an upgrade comes to it. */
final class FirmwareStates {
    static FirmwareState of(UpdateState state) {
        return Devices.FACTORY
                .with(new AspectStatus(new Revision(1), false))
                .with(slots(state))
                .with(job(state));
    }

    /** One whose new image was given up, and whose old one has yet to look whether it works. */
    static FirmwareState returned() {
        return of(UpdateState.TRIAL)
                .with(new Slots(SlotState.good(OLD), SlotState.bad(NEW.image()), Slot.A, Slot.A))
                .with(job(UpdateState.TRIAL).because(UpdateCode.LOCAL_CHECK));
    }

    private static UpgradeJob job(UpdateState state) {
        UpgradeJob offered = UpgradeJob.offered(NEW.order("job", 1));
        if (state == UpdateState.OFFERED) {
            return offered;
        }
        UpgradeJob looked = offered.about(NEW.manifest());
        return switch (state) {
            case WAIT_DOWNLOAD -> looked.in(state).waitingUntil(TestDevice.BEGIN_MILLIS + 60_000);
            case DOWNLOADING -> looked.in(state);
            case ROLLED_BACK -> all(looked).ended(state, UpdateCode.LOCAL_CHECK);
            case FAILED -> looked.ended(state, UpdateCode.NO_SUCH_IMAGE);
            case ABORTED -> looked.ended(state, UpdateCode.NO_SPACE);
            case CANCELED -> looked.ended(state, UpdateCode.CANCELED);
            case REJECTED -> looked.ended(state, UpdateCode.VERSION_TOO_LOW);
            case COMMITTED -> all(looked).ended(state, UpdateCode.NONE);
            default -> all(looked).in(state);
        };
    }

    private static UpgradeJob all(UpgradeJob job) {
        return job.at(TestDevice.at(Release.SIZE));
    }

    private static Slots slots(UpdateState state) {
        SlotState old = SlotState.good(OLD);
        Image image = NEW.image();
        return switch (state) {
            case INSTALLING, ROLLED_BACK -> new Slots(old, SlotState.bad(image), Slot.A, Slot.A);
            case ARMED, REBOOTING -> new Slots(old, SlotState.trying(image), Slot.B, Slot.A);
            case TRIAL -> new Slots(old, SlotState.trying(image).withTriesLeft(2), Slot.B, Slot.B);
            case COMMITTED -> new Slots(old, SlotState.good(image), Slot.B, Slot.B);
            default -> Slots.factory(OLD);
        };
    }

    private FirmwareStates() {}
}
