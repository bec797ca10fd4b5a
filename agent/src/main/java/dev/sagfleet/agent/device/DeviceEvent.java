package dev.sagfleet.agent.device;

import dev.sagfleet.agent.protocol.AspectStatus;
import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.FirmwareReport;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import java.util.Optional;

/** Something that happens to a device. */
public sealed interface DeviceEvent {
    /**
     * A connection to the controller has opened.
     *
     * @param bootId differs from boot to boot
     * @param report what there is to say of its images; absent if it knows no upgrades
     * @param firmware how far it has come with what it is told of them
     */
    record Connected(String bootId, Optional<FirmwareReport> report, AspectStatus firmware) implements DeviceEvent {
        /** For a device that knows no upgrades. */
        public Connected(String bootId) {
            this(bootId, Optional.empty(), AspectStatus.NOTHING);
        }
    }

    /** An image of this version has started. */
    record Started(FirmwareVersion firmware) implements DeviceEvent {}

    /** The controller has said something. */
    record Received(DownlinkMessage message) implements DeviceEvent {}

    /** Another firmware has been put on a device that keeps nothing of its images, newer or older. */
    record FirmwareChanged(FirmwareVersion firmware) implements DeviceEvent {}
}
