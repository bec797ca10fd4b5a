package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.Dissociate;
import java.util.Optional;

/** Whether a device is what a command says. */
final class Desired {
    static boolean isMet(Command desired, DeviceState state) {
        if (desired instanceof Associate associate) {
            return state.association().equals(Optional.of(associate));
        }
        if (desired instanceof ChangeBandwidth bandwidth) {
            return state.bandwidth().equals(bandwidth.bandwidth());
        }
        if (desired instanceof ChangeRole role) {
            return state.role() == role.role();
        }
        // What a device is told to do once is nothing that it is from then on.
        return !(desired instanceof Dissociate) || state.association().isEmpty();
    }

    private Desired() {}
}
