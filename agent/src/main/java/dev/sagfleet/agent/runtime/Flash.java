package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.concurrent.CompletionStage;

/** Keeps the states of devices over a power cut. */
public interface Flash {
    /** Keeps a state; the stage completes, on any thread, once it would survive a power cut. */
    CompletionStage<?> save(SerialNumber serial, DeviceState state);
}
