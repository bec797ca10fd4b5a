package dev.sagfleet.simulator.fleet;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.firmware.FirmwareState;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.runtime.Flash;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What is kept of a fleet from one start to the next: the flash of its devices, and which fleet it is. */
public interface FleetStorage extends Flash, AutoCloseable {
    /** Forgets all states that were to be saved till now, as if no device had been told anything. */
    CompletionStage<?> clear();

    /** The states of all devices that were ever told anything. */
    Map<SerialNumber, DeviceState> states();

    /** What all devices know of their images that were ever told of one. */
    Map<SerialNumber, FirmwareState> firmware();

    /** Both. */
    default KeptStates kept() {
        return new KeptStates(states(), firmware());
    }

    /** The definition that the fleet was first started with, if it was. */
    Optional<FleetDefinition> definition();

    /** Keeps the definition of the fleet. */
    void define(FleetDefinition definition);

    @Override
    void close();
}
