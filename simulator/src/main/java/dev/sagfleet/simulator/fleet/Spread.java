package dev.sagfleet.simulator.fleet;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.controller.rollout.Tags;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Over which places and hardware a group of instances is spread.
 *
 * @param sites how many places its instances stand in, 1 or more; a place for each of them if it is empty
 * @param regions that these places are in; all in that of the fleet if it is empty
 * @param zones of the clocks at these places; those of their regions if it is empty
 * @param batches of the hardware that its boxes were made in; all of one if it is empty
 * @param tags of the devices at these places: what each may say, by its name; at most {@value Tags#TAGS_MAX}
 */
public record Spread(
        OptionalInt sites,
        Optional<LabelMix> regions,
        Optional<LabelMix> zones,
        Optional<LabelMix> batches,
        SortedMap<String, LabelMix> tags) {
    /** A place for each instance, one region, one batch, no tags. */
    public static final Spread NONE = new Spread(
            OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Collections.emptySortedMap());

    private static final LabelMix ONE_BATCH = LabelMix.of("A");

    public Spread {
        requireNonNull(regions, "regions");
        requireNonNull(zones, "zones");
        requireNonNull(batches, "batches");
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        if (sites.isPresent() && (sites.getAsInt() < 1 || sites.getAsInt() > FleetFile.DEVICES_MAX)) {
            throw new IllegalArgumentException(
                    "sites: " + sites.getAsInt() + " (expected: 1 to " + FleetFile.DEVICES_MAX + ')');
        }
    }

    /** Of what batches the boxes are, said or not. */
    LabelMix batchesOrOne() {
        return batches.orElse(ONE_BATCH);
    }

    /** The same for another number of instances, with as many sites for each, one at least. */
    Spread scaled(int before, int after) {
        OptionalInt scaled =
                sites.isEmpty() ? sites : OptionalInt.of((int) Math.max(1, (long) sites.getAsInt() * after / before));
        return new Spread(scaled, regions, zones, batches, tags);
    }
}
