package dev.sagfleet.controller.inventory;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;

/** Where devices fetch images. Safe for many threads; does the same for the same arguments. */
public interface DownloadLinks {
    /**
     * A link for one device and job, which is good for a limited time.
     *
     * @param job as the device calls it
     * @return a path on the device port, as {@link dev.sagfleet.agent.protocol.Upgrade} takes it
     */
    String mint(SerialNumber serial, Digest image, String job, long nowMillis);
}
