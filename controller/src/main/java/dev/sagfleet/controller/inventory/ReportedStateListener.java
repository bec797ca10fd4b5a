package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/** Told of each answer of a device once it is durable, so that a call that waits for it can go on. */
public interface ReportedStateListener {
    /**
     * A device has answered.
     *
     * @param refusal why it refused the revision; absent if it applied it
     */
    void answered(SerialNumber serial, Aspect aspect, Revision revision, Optional<Refusal> refusal);
}
