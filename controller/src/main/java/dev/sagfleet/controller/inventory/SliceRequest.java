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

    /**
     * The most rows that are looked at for one part, so that a criterion that few rows meet makes more parts, and none
     * that takes long. All that are asked for by what leads to few of them are looked at.
     */
    public static final int ROWS_MAX = 20_000;

    public SliceRequest {
        requireNonNull(after, "after");
        if (itemsMax < 1 || itemsMax > ITEMS_MAX) {
            throw new IllegalArgumentException("itemsMax: " + itemsMax + " (expected: 1 to " + ITEMS_MAX + ')');
        }
    }
}
