package dev.sagfleet.controller.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which part of a list is asked for.
 *
 * @param after what {@link Slice#next} of the part before said; absent for the first part
 * @param itemsMax 1 to {@value #ITEMS_MAX}
 */
public record SliceRequest(Optional<String> after, int itemsMax) {
    /** The most that there are in one part. */
    public static final int ITEMS_MAX = 1_000;

    public SliceRequest {
        requireNonNull(after, "after");
        if (itemsMax < 1 || itemsMax > ITEMS_MAX) {
            throw new IllegalArgumentException("itemsMax: " + itemsMax + " (expected: 1 to " + ITEMS_MAX + ')');
        }
    }
}
