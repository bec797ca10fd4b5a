package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.agent.link.ImageFetches;
import java.time.InstantSource;

/**
 * What the agents of one loop need to be upgraded.
 *
 * @param fetches of images from their controller
 * @param keys whose signatures they believe
 * @param clock that they know the time of day from; it may be wrong
 */
public record FirmwarePorts(ImageFetches fetches, TrustedKeys keys, InstantSource clock) {}
