package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.rollout.Tags;
import dev.sagfleet.controller.sql.Row;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The columns of the table {@code device} that say where one stands. Of most devices nothing is said, which one look at the
 * tags tells: those of all others are a text.
 */
final class PlaceColumns {
    private static final String TAGS = "tags";

    static final List<String> NAMES = List.of("site", "region", "zone", "batch", TAGS);

    /** One for each name. */
    static List<Object> values(Place place) {
        return List.of(
                place.site(),
                place.region(),
                place.zone().map(ZoneId::getId),
                place.batch(),
                Optional.of(place).filter(said -> !said.equals(Place.NONE)).map(said -> said.tags()
                        .text()));
    }

    static Place of(Row row) {
        return row.optionalText(TAGS)
                .map(tags -> new Place(
                        row.optionalText("site"),
                        row.optionalText("region"),
                        row.optionalText("zone").map(ZoneId::of),
                        row.optionalText("batch"),
                        Tags.parse(tags)))
                .orElse(Place.NONE);
    }

    private PlaceColumns() {}
}
