package dev.sagfleet.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what devices are in one group. */
public enum Grouping {
    SITE,
    REGION,
    /** Batches of hardware; those of one model. */
    BATCH;

    /** The group that a device is in. */
    String nameIn(Place place) {
        return switch (this) {
            case SITE -> place.site();
            case REGION -> place.region();
            case BATCH -> place.batch();
        };
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
