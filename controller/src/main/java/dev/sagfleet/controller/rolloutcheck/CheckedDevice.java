package dev.sagfleet.controller.rolloutcheck;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.Tags;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A device that a rollout may be for.
 *
 * @param version that it runs, as it last said; absent if it was never seen
 * @param running digest of that image; absent if it is not known
 * @param region that its lines go through
 * @param batch of its hardware, with its model; empty if it is not known
 * @param zone of its clock
 * @param link what it can download with
 * @param securityFloor no image below this index is taken
 * @param runningIndex the security index of what it runs; absent if it is not known
 */
public record CheckedDevice(
        SerialNumber serial,
        DeviceModel model,
        Optional<FirmwareVersion> version,
        Optional<Digest> running,
        String site,
        String region,
        String batch,
        ZoneId zone,
        Tags tags,
        Bandwidth link,
        int securityFloor,
        OptionalInt runningIndex) {
    public CheckedDevice {
        requireNonNull(serial, "serial");
        requireNonNull(model, "model");
        requireNonNull(version, "version");
        requireNonNull(running, "running");
        requireNonNull(site, "site");
        requireNonNull(region, "region");
        requireNonNull(batch, "batch");
        requireNonNull(zone, "zone");
        requireNonNull(link, "link");
        requireNonNull(runningIndex, "runningIndex");
        requireNonNull(tags, "tags");
    }
}
