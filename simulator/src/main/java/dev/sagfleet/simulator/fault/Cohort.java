package dev.sagfleet.simulator.fault;

import static java.util.Objects.requireNonNull;

/** The devices of one site, region or batch. */
public record Cohort(Grouping grouping, String name) {
    public Cohort {
        requireNonNull(grouping, "grouping");
        requireNonNull(name, "name");
    }

    /** Whether a device at a place is one of them. */
    public boolean has(Place place) {
        return grouping.nameIn(place).equals(name);
    }

    @Override
    public String toString() {
        return grouping.label() + ' ' + name;
    }
}
