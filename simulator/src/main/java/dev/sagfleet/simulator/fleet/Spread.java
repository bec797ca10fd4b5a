package dev.sagfleet.simulator.fleet;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Over which places and hardware a group of instances is spread.
 *
 * @param sites how many places its instances stand in, 1 or more; a place for each of them if it is empty
 * @param regions that these places are in; all in that of the fleet if it is empty
 * @param batches of the hardware that its boxes were made in
 */
public record Spread(OptionalInt sites, Optional<LabelMix> regions, LabelMix batches) {
    /** A place for each instance, one region, one batch. */
    public static final Spread NONE = new Spread(OptionalInt.empty(), Optional.empty(), LabelMix.of("A"));

    public Spread {
        requireNonNull(regions, "regions");
        requireNonNull(batches, "batches");
        if (sites.isPresent() && (sites.getAsInt() < 1 || sites.getAsInt() > FleetFile.DEVICES_MAX)) {
            throw new IllegalArgumentException(
                    "sites: " + sites.getAsInt() + " (expected: 1 to " + FleetFile.DEVICES_MAX + ')');
        }
    }
}
