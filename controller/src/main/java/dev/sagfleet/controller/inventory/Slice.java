package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list that is read from its beginning to its end.
 *
 * @param items what was found; a part may have few or none and not be the last
 * @param next what the next part begins after; absent in the last
 */
public record Slice<T>(List<T> items, Optional<String> next) {
    public Slice {
        items = List.copyOf(items);
        requireNonNull(next, "next");
    }
}
