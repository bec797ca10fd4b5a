package dev.sagfleet.agent.link;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.protocol.Digest;

/** How the devices of one loop fetch images from their controller. */
public interface ImageFetches {
    /** That of one device, which fetches nothing yet. */
    ImageFetch of(ImageFetch.Owner owner);

    /** The digest of all bytes up to where one of these fetches has come. */
    Digest digestOf(Checkpoint reached);
}
