package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.SerialNumber;

/** Told of each new desired revision once it is durable, so that a session can send it. */
public interface DesiredStateListener {
    void desiredChanged(SerialNumber serial, EncodedCommand command);
}
