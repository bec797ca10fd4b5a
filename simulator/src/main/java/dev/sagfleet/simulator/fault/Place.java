package dev.sagfleet.simulator.fault;

import static java.util.Objects.requireNonNull;

/**
 * What a device may have its faults in common with others by: where it stands, and what it was made with.
 *
 * @param site one building, with one power line; unique in the fleet
 * @param region what the site's own lines go through
 * @param batch of its hardware; the same name on two models is two batches
 */
public record Place(String site, String region, String batch) {
    public Place {
        requireNonNull(site, "site");
        requireNonNull(region, "region");
        requireNonNull(batch, "batch");
    }
}
