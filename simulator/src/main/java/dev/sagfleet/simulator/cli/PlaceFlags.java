package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.inventory.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a device stands, as rollouts go by it. The controller says what is wrong with it. */
final class PlaceFlags {
    @Option(names = "--site", paramLabel = "NAME", description = "The site that it is at (default: its instance).")
    private @Nullable String site;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The time zone there (default: that of its region).")
    private @Nullable String zone;

    @Option(names = "--batch", paramLabel = "NAME", description = "The batch of its hardware.")
    private @Nullable String batch;

    @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "A tag, as ring=a; may be there several times.")
    private Map<String, String> tags = new LinkedHashMap<>();

    /** Whether anything is said. */
    boolean isSaid() {
        return site != null || zone != null || batch != null || !tags.isEmpty();
    }

    /** Adds what is said to the members of a request. */
    void put(ObjectNode fields) {
        put(fields, "site", site);
        put(fields, "zone", zone);
        put(fields, "batch", batch);
        put(fields, tags);
    }

    private static void put(ObjectNode fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static void put(ObjectNode fields, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            tags.forEach(fields.putObject("tags")::put);
        }
    }

    /** Adds what is said of a device of a fleet. */
    static void put(ObjectNode fields, Place place) {
        place.site().ifPresent(site -> fields.put("site", site));
        place.region().ifPresent(region -> fields.put("region", region));
        place.zone().ifPresent(zone -> fields.put("zone", zone.getId()));
        place.batch().ifPresent(batch -> fields.put("batch", batch));
        put(fields, place.tags().byName());
    }
}
