package dev.sagfleet.simulator.fleet;

import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.rollout.Tags;
import dev.sagfleet.simulator.time.Seed;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the devices of a group stand. All that is drawn for a site is the same whichever instances are there; so is what is
 * drawn for an instance that has a site of its own.
 *
 * @param seed of the group
 * @param name of the group
 */
record GroupPlaces(Spread spread, Seed seed, String name) {
    /** What the names of its sites begin with, if they are no instances' own. */
    String sites() {
        return name + "-site-";
    }

    /** The number of the site that an instance stands at, from 0; nothing if it has one of its own. */
    Optional<Integer> site(Seed instance) {
        return spread.sites().isEmpty()
                ? Optional.empty()
                : Optional.of((int) Long.remainderUnsigned(
                        instance.bits("site"), spread.sites().getAsInt()));
    }

    /** What is drawn for the place of an instance comes from this. */
    private Seed at(Seed instance) {
        return site(instance).map(number -> seed.at("site").at(number)).orElse(instance);
    }

    Optional<String> region(Seed instance) {
        return spread.regions().map(mix -> mix.draw(at(instance).bits("region")));
    }

    /** What a controller is told of a device: what the file says, and no more. */
    Place told(Seed instance, Seed device) {
        Seed place = at(instance);
        Optional<Integer> site = site(instance);
        Optional<LabelMix> batches = spread.batches();
        if (site.isEmpty()
                && spread.regions().isEmpty()
                && spread.zones().isEmpty()
                && batches.isEmpty()
                && spread.tags().isEmpty()) {
            return Place.NONE;
        }
        return new Place(
                site.map(number -> sites() + GroupBlueprint.fourDigits(number + 1)),
                region(instance),
                spread.zones().map(mix -> ZoneId.of(mix.draw(place.bits("zone")))),
                batches.map(mix -> mix.draw(device.bits("batch"))),
                tags(place));
    }

    private Tags tags(Seed place) {
        SortedMap<String, String> drawn = new TreeMap<>();
        spread.tags()
                .forEach((tag, mix) -> drawn.put(tag, mix.draw(place.at("tag").bits(tag))));
        return Tags.of(drawn);
    }
}
