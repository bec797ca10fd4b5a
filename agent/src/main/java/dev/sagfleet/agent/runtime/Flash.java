package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the states of devices over a power cut. A device has two records, each of which is kept as a whole or not at all;
 * between the two nothing is atomic. So the firmware's record decides what runs, and the version in the other one follows
 * it at each boot. A device that was never told of an image has no record of its firmware.
 */
public interface Flash {
    /** Keeps a state; the stage completes, on any thread, once it would survive a power cut. */
    CompletionStage<?> save(SerialNumber serial, DeviceState state);

    /** Keeps the state of a device's firmware, likewise. */
    CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState state);
}
