package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.controller.rollout.Tags;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a device stands, what it was made with and what people have marked it with: what rollouts go by. All of it may be
 * left out; then its instance says as much as it can.
 *
 * @param site the building; devices of one site are not upgraded together. Its instance if absent, so that the boxes of a
 *     pair are at one
 * @param region that its lines go through; that of its instance if absent
 * @param zone of its clock; that of its region if absent
 * @param batch of its hardware; not known if absent. The same name on two models is two batches
 */
public record Place(
        Optional<String> site, Optional<String> region, Optional<ZoneId> zone, Optional<String> batch, Tags tags) {
    /** One of which nothing is said. */
    public static final Place NONE =
            new Place(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Tags.NONE);

    /** What a site, a region or a batch may be called, for people. */
    public static final String NAME_EXPECTED = "1 to 64 letters, digits, . _ and -";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public Place {
        requireNonNull(zone, "zone");
        requireNonNull(tags, "tags");
        site.ifPresent(name -> requireName("site", name));
        region.ifPresent(name -> requireName("region", name));
        batch.ifPresent(name -> requireName("batch", name));
    }

    private static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what + ": " + name + " (expected: " + NAME_EXPECTED + ')');
        }
    }

    /**
     * The time zone that is called so.
     *
     * @throws IllegalArgumentException if none is
     */
    public static ZoneId zoneNamed(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone: " + id + " (expected: a time zone, as Asia/Shanghai)", e);
        }
    }

    /** The site of a device of an instance. */
    public String siteIn(Instance instance) {
        return site.orElse(instance.id());
    }

    /** The region of a device of an instance. */
    public String regionIn(Instance instance) {
        return region.orElse(instance.regionId());
    }

    /** What the clock of a device of an instance shows: one in no known region has UTC. */
    public ZoneId zoneIn(Instance instance) {
        return zone.or(() -> region.flatMap(Region::of).map(Region::zone))
                .or(() -> Region.of(instance.regionId()).map(Region::zone))
                .orElse(ZoneOffset.UTC);
    }

    /** What batch the hardware of a device of a model is of, with the model; empty if that is not known. */
    public String batchOf(DeviceModel model) {
        return batch.map(name -> model.label() + ' ' + name).orElse("");
    }
}
