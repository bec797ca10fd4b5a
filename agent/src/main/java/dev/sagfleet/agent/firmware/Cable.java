package dev.sagfleet.agent.firmware;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.UpdateCode;
import dev.sagfleet.agent.protocol.UpdateState;

/** Somebody with a cable, who comes before any job. What they put on the device counts as committed. */
final class Cable {
    static void flashed(Turn turn, FirmwareVersion version) {
        FirmwareState state = turn.state();
        turn.abandon();
        // A cable passes every lock: whatever it brings stands at the floor, and can be started.
        var image = new Image(version, Digest.ofFactory(turn.setup().model(), version), state.securityFloor());
        Slots slots = turn.slots()
                .withRunning(SlotState.good(image))
                .withPrimary(turn.slots().runs());
        if (slots.other().isTrying()) {
            slots = slots.withOther(SlotState.bad(slots.other().image().orElseThrow()));
        }
        FirmwareState next = state.with(slots);
        turn.keep(state.job().map(job -> next.with(after(job))).orElse(next));
        turn.restart();
    }

    private static UpgradeJob after(UpgradeJob job) {
        if (job.state() == UpdateState.COMMITTED) {
            return job.because(UpdateCode.CABLE).withAcknowledged(false);
        }
        if (job.state().isFinal()) {
            return job;
        }
        return job.ended(job.isPastCancel() ? UpdateState.FAILED : UpdateState.ABORTED, UpdateCode.CABLE);
    }

    private Cable() {}
}
