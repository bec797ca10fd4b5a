package dev.sagfleet.agent.device;

import dev.sagfleet.agent.protocol.DownlinkMessage;
import dev.sagfleet.agent.protocol.FirmwareVersion;

/** Something that happens to a device. */
public sealed interface DeviceEvent {
    /**
     * A connection to the controller has opened.
     *
     * @param bootId differs from boot to boot
     */
    record Connected(String bootId) implements DeviceEvent {}

    /** The controller has said something. */
    record Received(DownlinkMessage message) implements DeviceEvent {}

    /** Another firmware has been put on the device, newer or older. */
    record FirmwareChanged(FirmwareVersion firmware) implements DeviceEvent {}
}
