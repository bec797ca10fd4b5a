package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps nothing, for a fleet that ends with its process. A device remembers its state by itself as long as that runs,
 * also over a boot.
 */
public final class PassingStorage implements FleetStorage {
    @Override
    public CompletionStage<?> save(SerialNumber serial, DeviceState state) {
        return CompletableFuture.completedFuture(serial);
    }

    @Override
    public CompletionStage<?> saveFirmware(SerialNumber serial, FirmwareState state) {
        return CompletableFuture.completedFuture(serial);
    }

    @Override
    public CompletionStage<?> clear() {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public Map<SerialNumber, DeviceState> states() {
        return Collections.emptyMap();
    }

    @Override
    public Map<SerialNumber, FirmwareState> firmware() {
        return Collections.emptyMap();
    }

    @Override
    public Optional<FleetDefinition> definition() {
        return Optional.empty();
    }

    @Override
    public void define(FleetDefinition definition) {}

    @Override
    public void close() {}
}
