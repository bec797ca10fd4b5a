package dev.sagfleet.simulator.world;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.device.DeviceStateCodec;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.Associate;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Flash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Stands before the flash of a fleet and remembers all states of each device, one after the other. */
final class SavedStates implements Flash {
    private final Flash flash;
    private final Map<SerialNumber, List<String>> bySerial = new TreeMap<>();

    SavedStates(Flash flash) {
        this.flash = flash;
    }

    @Override
    public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
        synchronized (bySerial) {
            bySerial.computeIfAbsent(serial, first -> new ArrayList<>()).add(DeviceStateCodec.format(unnamed(state)));
        }
        return flash.save(serial, state);
    }

    @Override
    public CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState state) {
        return flash.saveFirmware(serial, state);
    }

    /** The RequestId of the call that associated the device is another one in each run. */
    static DeviceState unnamed(DeviceState state) {
        return new DeviceState(
                state.firmware(),
                state.held(),
                state.association().map(SavedStates::unnamed),
                state.bandwidth(),
                state.role());
    }

    private static Associate unnamed(Associate known) {
        return new Associate(
                "call", known.revision(), known.planId(), known.bandwidth(), known.userPeak(), known.destinations());
    }

    /** The states of each device that has saved any. */
    Map<SerialNumber, List<String>> bySerial() {
        synchronized (bySerial) {
            Map<SerialNumber, List<String>> copy = new TreeMap<>();
            bySerial.forEach((serial, states) -> copy.put(serial, List.copyOf(states)));
            return copy;
        }
    }
}
