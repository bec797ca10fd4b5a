package dev.sagfleet.agent.standalone;

import dev.sagfleet.agent.protocol.DeviceKey;
import java.io.IOException;

/** Where a device gets a key from that its controller knows. */
public interface KeySource {
    /**
     * The key that the controller has for the device now, which may be the one before; may take its time.
     *
     * @throws IOException if there is none to be had
     */
    DeviceKey get() throws IOException, InterruptedException;
}
