package dev.sagfleet.controller.memory;

import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All rows of a table in another order than that of their keys. */
final class OrderIndex<R> implements Index<R> {
    private final Comparator<R> order;
    private NavigableSet<R> rows;

    /** @param order tells any two rows apart */
    OrderIndex(Comparator<R> order) {
        this.order = order;
        rows = new TreeSet<>(order);
    }

    NavigableSet<R> rows() {
        return Collections.unmodifiableNavigableSet(rows);
    }

    @Override
    public void replace(@Nullable R before, @Nullable R after) {
        if (before != null) {
            rows.remove(before);
        }
        if (after != null) {
            rows.add(after);
        }
    }

    @Override
    public void clear(UndoLog undo) {
        NavigableSet<R> before = rows;
        rows = new TreeSet<>(order);
        undo.note(() -> rows = before);
    }
}
