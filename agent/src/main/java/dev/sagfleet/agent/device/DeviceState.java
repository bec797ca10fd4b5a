package dev.sagfleet.agent.device;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Holdings;
import dev.sagfleet.agent.shaping.Rates;
import java.util.List;
import java.util.Optional;

/**
 * What a device knows, all of which it still knows after a power cut.
 *
 * @param held how far it has come with each aspect
 * @param association the association in force, also while the firmware is too old for it
 * @param bandwidth the limit on all of its traffic, each direction by itself
 * @param role whether it forwards, in an HA pair
 */
public record DeviceState(
        FirmwareVersion firmware, Holdings held, Optional<Associate> association, Bandwidth bandwidth, HaRole role) {
    private static final Bandwidth APP_USER_BANDWIDTH = Bandwidth.ofKilobits(2000);

    public DeviceState {
        requireNonNull(firmware, "firmware");
        requireNonNull(held, "held");
        requireNonNull(association, "association");
        requireNonNull(bandwidth, "bandwidth");
        requireNonNull(role, "role");
    }

    /** A device as it leaves the factory: the least bandwidth of its model (2,000 kbit/s for an app user), alone. */
    public static DeviceState factory(DeviceModel model, FirmwareVersion firmware) {
        Bandwidth least = model == DeviceModel.APP ? APP_USER_BANDWIDTH : Bandwidth.ofMegabits(model.megabitsMin());
        return new DeviceState(firmware, Holdings.NONE, Optional.empty(), least, HaRole.ACTIVE);
    }

    public AspectStatus held(Aspect aspect) {
        return held.of(aspect);
    }

    /** Whether it is associated and yet not accelerating, since its firmware is too old. */
    public boolean isSuspended() {
        return association.isPresent() && !firmware.acceleratesApplications();
    }

    /** The limits in force. */
    public Rates rates() {
        Optional<Associate> working = isSuspended() ? Optional.empty() : association;
        return new Rates(
                bandwidth,
                working.map(Associate::limit),
                working.map(Associate::destinations).orElse(List.of()));
    }

    /** The same device with another firmware. */
    public DeviceState withFirmware(FirmwareVersion other) {
        return new DeviceState(other, held, association, bandwidth, role);
    }
}
