package dev.sagfleet.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** By what devices are in one group. */
public enum Grouping {
    SITE(Place::site),
    REGION(Place::region),
    /** Batches of hardware; those of one model. */
    BATCH(Place::batch);

    private final Function<Place, String> name;

    Grouping(Function<Place, String> name) {
        this.name = name;
    }

    /** The group that a device is in. */
    String nameIn(Place place) {
        return name.apply(place);
    }

    /** As a person writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that a person means. */
    public static Optional<Grouping> labelled(String label) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.label().equals(label))
                .findFirst();
    }
}
