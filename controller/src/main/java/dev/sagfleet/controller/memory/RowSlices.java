package dev.sagfleet.controller.memory;

import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Parts of a list, of rows in the order of their keys.
 *
 * @param view a row as it is listed
 * @param condition what a row must meet to be listed
 */
record RowSlices<R, T>(Function<R, T> view, Predicate<T> condition, Function<T, String> keyOf) {
    /**
     * The part that these rows begin with.
     *
     * @param isNarrow whether they are so few that all of them are looked at
     */
    Slice<T> find(Collection<R> rows, boolean isNarrow, int itemsMax) {
        List<T> items = new ArrayList<>();
        int seen = 0;
        for (R row : rows) {
            T listed = view.apply(row);
            if (condition.test(listed)) {
                items.add(listed);
            }
            seen++;
            boolean hasSeenEnough = !isNarrow && seen == SliceRequest.ROWS_MAX;
            if (items.size() == itemsMax || hasSeenEnough) {
                return new Slice<>(items, Optional.of(keyOf.apply(listed)));
            }
        }
        return new Slice<>(items, Optional.empty());
    }
}
