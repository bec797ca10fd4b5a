package dev.sagfleet.simulator.world;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.firmware.TrustedKeys;
import dev.sagfleet.simulator.counted.ImageService;
import dev.sagfleet.simulator.fleet.DeviceImages;
import java.util.Optional;

/**
 * Where a fleet has its images from.
 *
 * @param trusted whose images its devices take
 * @param counted of a controller in the same process, so that only the number of bytes travels; absent if bytes come over
 *     HTTP
 * @param images how they get on on the devices
 */
public record FirmwareSource(TrustedKeys trusted, Optional<ImageService> counted, DeviceImages images) {
    public FirmwareSource {
        requireNonNull(trusted, "trusted");
        requireNonNull(counted, "counted");
        requireNonNull(images, "images");
    }

    /** Bytes over HTTP, of images that are well. */
    static FirmwareSource overHttp(TrustedKeys trusted) {
        return new FirmwareSource(trusted, Optional.empty(), DeviceImages.WELL);
    }
}
