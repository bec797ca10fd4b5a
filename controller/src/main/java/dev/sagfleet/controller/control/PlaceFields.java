package dev.sagfleet.controller.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.rollout.Tags;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The members of requests and answers that say where a device stands. */
final class PlaceFields {
    private static final List<String> NAMES = List.of("site", "region", "zone", "batch", "tags");

    /** These members, and others before them. */
    static String[] with(String... others) {
        return Stream.concat(Stream.of(others), NAMES.stream()).toArray(String[]::new);
    }

    /**
     * The place in a request; what is left out or null is not said.
     *
     * @throws ControlException if it can be none
     */
    static Place read(ControlRequest request) {
        return change(request, Place.NONE);
    }

    /** A place with what a request says otherwise: null takes something away, and tags replace all tags. */
    static Place change(ControlRequest request, Place before) {
        try {
            return new Place(
                    request.nullableText("site").orElse(before.site()),
                    request.nullableText("region").orElse(before.region()),
                    request.nullableText("zone")
                            .<Optional<ZoneId>>map(zone -> zone.map(Place::zoneNamed))
                            .orElse(before.zone()),
                    request.nullableText("batch").orElse(before.batch()),
                    tags(request.body().path("tags"), before.tags()));
        } catch (IllegalArgumentException e) {
            throw ControlException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Tags tags(JsonNode tags, Tags before) {
        if (tags.isMissingNode()) {
            return before;
        }
        if (!tags.isNull() && !tags.isObject()) {
            throw ControlException.badRequest("tags: " + tags + " (expected: an object of strings, or null)");
        }
        SortedMap<String, String> byName = new TreeMap<>();
        for (Map.Entry<String, JsonNode> tag : tags.properties()) {
            if (!tag.getValue().isTextual()) {
                throw ControlException.badRequest(
                        "tags." + tag.getKey() + ": " + tag.getValue() + " (expected: a string)");
            }
            byName.put(tag.getKey(), tag.getValue().textValue());
        }
        return Tags.of(byName);
    }

    /** What rollouts go by: also what follows from the instance. */
    static void put(ObjectNode fields, Device device, Instance instance) {
        Place place = device.place();
        fields.put("site", place.siteIn(instance))
                .put("region", place.regionIn(instance))
                .put("zone", place.zoneIn(instance).getId());
        place.batch().ifPresent(batch -> fields.put("batch", batch));
        put(fields, place.tags());
    }

    /** What was said of it alone. */
    static void put(ObjectNode fields, Place place) {
        place.site().ifPresent(site -> fields.put("site", site));
        place.region().ifPresent(region -> fields.put("region", region));
        place.zone().ifPresent(zone -> fields.put("zone", zone.getId()));
        place.batch().ifPresent(batch -> fields.put("batch", batch));
        put(fields, place.tags());
    }

    private static void put(ObjectNode fields, Tags tags) {
        if (!tags.byName().isEmpty()) {
            tags.byName().forEach(fields.putObject("tags")::put);
        }
    }

    private PlaceFields() {}
}
