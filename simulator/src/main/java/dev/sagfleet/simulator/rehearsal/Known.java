package dev.sagfleet.simulator.rehearsal;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.rollout.RolloutPolicy;
import dev.sagfleet.simulator.fleet.KeptStates;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a fleet as its rehearsal begins, and is drawn otherwise.
 *
 * @param offline devices that are not connected, but for those that the rollout has just write an image: they are starting
 *     it, and are back when they have
 * @param kept what is in the slots of devices that do not run what they left a factory with
 * @param images of the catalogue
 * @param underWay the rollout that is gone on with; absent if one is begun
 */
public record Known(Set<SerialNumber> offline, KeptStates kept, List<KnownImage> images, Optional<UnderWay> underWay) {
    /** An image of the catalogue; one that was withdrawn is not available. */
    public record KnownImage(Manifest manifest, boolean isAvailable) {
        public KnownImage {
            requireNonNull(manifest, "manifest");
        }
    }

    public Known {
        Set<SerialNumber> away = new TreeSet<>(offline);
        underWay.ifPresent(rollout -> away.removeAll(rollout.writing()));
        offline = Collections.unmodifiableSet(away);
        requireNonNull(kept, "kept");
        images = List.copyOf(images);
        requireNonNull(underWay, "underWay");
    }

    /** The same by another policy, if a rollout is gone on with. */
    Known with(RolloutPolicy policy) {
        return new Known(offline, kept, images, underWay.map(rollout -> rollout.with(policy)));
    }

    /** The size of the largest image of a version that can be had; nothing if there is none. */
    public OptionalLong imageBytes(FirmwareVersion version) {
        return images.stream()
                .filter(image ->
                        image.isAvailable() && image.manifest().version().equals(version))
                .mapToLong(image -> image.manifest().sizeBytes())
                .max();
    }
}
