package dev.sagfleet.controller.server;

import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds the key that a device was registered with. */
interface DeviceKeys {
    /** The key; nothing if no such device is registered. May complete on any thread. */
    CompletionStage<Optional<DeviceKey>> keyOf(SerialNumber serial);
}
