package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import java.util.List;
import java.util.Optional;

/**
 * Which devices a rollout is for: those that meet all of it. A list that is empty asks for nothing. Source: rollout rule
 * R1.
 *
 * @param models of which it is one
 * @param version that it runs, as it last said
 * @param regions of which it is in one
 * @param tags that it must have, each of them
 * @param devices of which it is one; {@link MemberOrder#LISTED} goes by them
 */
public record Targets(
        List<DeviceModel> models,
        Optional<FirmwareCriterion> version,
        List<String> regions,
        List<TagCondition> tags,
        List<SerialNumber> devices) {
    /** Every device for which there is an image. */
    public static final Targets ALL = new Targets(List.of(), Optional.empty(), List.of(), List.of(), List.of());

    public Targets {
        models = List.copyOf(models);
        requireNonNull(version, "version");
        regions = List.copyOf(regions);
        tags = List.copyOf(tags);
        devices = List.copyOf(devices);
    }

    /** Whether a device of this model, in this region, meets what is asked of those two. */
    public boolean allow(DeviceModel model, String region) {
        return (models.isEmpty() || models.contains(model)) && (regions.isEmpty() || regions.contains(region));
    }

    /** Whether a device has all the tags that are asked for. */
    public boolean allow(Tags marked) {
        for (int i = 0; i < tags.size(); i++) {
            if (!tags.get(i).isMetBy(marked)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a device meets what is asked of its version. One that was never seen has none. */
    public boolean allow(Optional<FirmwareVersion> running) {
        return version.isEmpty() || version.get().isMetBy(running);
    }
}
