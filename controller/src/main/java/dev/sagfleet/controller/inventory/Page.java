package dev.sagfleet.controller.inventory;

import java.util.List;

/**
 * Some of the rows that a query matches.
 *
 * @param total how many rows match, on this page or not
 */
public record Page<T>(List<T> items, long total) {
    public Page {
        items = List.copyOf(items);
    }
}
