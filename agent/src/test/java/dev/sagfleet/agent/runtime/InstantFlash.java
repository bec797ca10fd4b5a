package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps all at once, and nothing for long. */
class InstantFlash implements Flash {
    @Override
    public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
        return CompletableFuture.completedFuture(serial);
    }

    @Override
    public CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState state) {
        return CompletableFuture.completedFuture(serial);
    }
}
