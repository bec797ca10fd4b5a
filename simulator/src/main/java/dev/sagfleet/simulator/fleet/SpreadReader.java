package dev.sagfleet.simulator.fleet;

import dev.sagfleet.controller.document.YamlMapping;
import dev.sagfleet.controller.document.YamlValue;
import dev.sagfleet.controller.inventory.Place;
import dev.sagfleet.controller.rollout.Tags;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** The keys of a group that say where its devices stand. */
final class SpreadReader {
    static final List<String> KEYS = List.of("sites", "regions", "zones", "batches", "tags");

    private static final LabelMixReader ZONES =
            new LabelMixReader(SpreadReader::isZone, "a time zone, as Asia/Shanghai");

    private static final LabelMixReader TAG_VALUES =
            new LabelMixReader(Tags::isLabel, "a value of " + Tags.LABEL_EXPECTED);

    static Spread read(YamlMapping keys) {
        return new Spread(
                keys.optional("sites")
                        .map(value -> OptionalInt.of(value.integer(1, FleetFile.DEVICES_MAX, "sites")))
                        .orElse(Spread.NONE.sites()),
                keys.optional("regions").map(LabelMixReader.NAMES::read),
                keys.optional("zones").map(ZONES::read),
                keys.optional("batches").map(LabelMixReader.NAMES::read),
                keys.optional("tags").map(SpreadReader::tags).orElse(Spread.NONE.tags()));
    }

    private static SortedMap<String, LabelMix> tags(YamlValue value) {
        SortedMap<String, LabelMix> read = new TreeMap<>();
        for (YamlMapping.Entry entry : value.mapping().entries()) {
            String name = entry.key()
                    .choice(text -> Optional.of(text).filter(Tags::isLabel), "a tag of " + Tags.LABEL_EXPECTED);
            if (read.size() == Tags.TAGS_MAX) {
                throw entry.key().refusal("tags: more than " + Tags.TAGS_MAX, "at most " + Tags.TAGS_MAX);
            }
            read.put(name, TAG_VALUES.read(entry.value()));
        }
        return read;
    }

    private static boolean isZone(String text) {
        try {
            return !Place.zoneNamed(text).getId().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private SpreadReader() {}
}
