package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.rollout.Tags;
import dev.sagfleet.controller.sql.Row;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The columns of the table {@code device} that say where one stands: all empty for most. */
final class PlaceColumns {
    static final List<String> NAMES = List.of("site", "region", "zone", "batch", "tags");

    /** One for each name. */
    static List<Object> values(Place place) {
        return List.of(
                place.site(),
                place.region(),
                place.zone().map(ZoneId::getId),
                place.batch(),
                Optional.of(place.tags().text()).filter(text -> !text.isEmpty()));
    }

    static Place of(Row row) {
        Optional<String> site = row.optionalText("site");
        Optional<String> region = row.optionalText("region");
        Optional<String> zone = row.optionalText("zone");
        Optional<String> batch = row.optionalText("batch");
        Optional<String> tags = row.optionalText("tags");
        boolean isSaid = site.isPresent()
                || region.isPresent()
                || zone.isPresent()
                || batch.isPresent()
                || tags.isPresent();
        return isSaid
                ? new Place(
                        site, region, zone.map(ZoneId::of), batch, tags.map(Tags::parse).orElse(Tags.NONE))
                : Place.NONE;
    }

    private PlaceColumns() {}
}
