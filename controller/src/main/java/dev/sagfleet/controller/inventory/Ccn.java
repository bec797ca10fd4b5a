package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

/** A Cloud Connect Network, which an instance must be bound to before it carries traffic. */
public record Ccn(String id, String regionId, String name) {
    public Ccn {
        requireNonNull(id, "id");
        requireNonNull(regionId, "regionId");
        requireNonNull(name, "name");
    }
}
