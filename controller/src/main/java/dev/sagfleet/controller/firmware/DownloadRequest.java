package dev.sagfleet.controller.firmware;

import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.Optional;

/**
 * What a device asks for that has shown who it is.
 *
 * @param target path and query
 * @param isHead whether it wants to know of an image, and no byte of it
 * @param range the header {@code Range}
 * @param ifRange the header {@code If-Range}
 */
public record DownloadRequest(
        SerialNumber serial, String target, boolean isHead, Optional<String> range, Optional<String> ifRange) {}
