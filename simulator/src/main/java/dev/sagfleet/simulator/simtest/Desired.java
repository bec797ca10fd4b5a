package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.ChangeBandwidth;
import dev.sagfleet.agent.protocol.ChangeRole;
import dev.sagfleet.agent.protocol.Command;
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
        return desired instanceof ChangeRole role
                ? state.role() == role.role()
                : state.association().isEmpty();
    }

    private Desired() {}
}
