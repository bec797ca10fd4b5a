package dev.sagfleet.controller.memory;

import static java.util.Objects.requireNonNull;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table in an order. They are sorted when somebody lists them after rows have come or gone, so that a
 * table which is only looked into pays nothing for it.
 */
final class SortedRows<K, R> implements Index<R> {
    private final Table<K, R> table;
    private final Comparator<R> order;
    private final BiPredicate<R, R> isSamePlace;

    /** The keys in that order, since rows are replaced; nothing if it is not known. */
    private @Nullable List<K> keys;

    /**
     * Those of a table.
     *
     * @param order tells any two rows apart
     * @param isSamePlace whether a row that takes the place of another one with its key comes where that one did
     */
    SortedRows(Table<K, R> table, Comparator<R> order, BiPredicate<R, R> isSamePlace) {
        this.table = table;
        this.order = order;
        this.isSamePlace = isSamePlace;
    }

    /** All rows; to be read before the table is changed. */
    List<R> all() {
        return new Rows<>(table.rows(), sortedKeys());
    }

    /** The rows whose keys come after this one, where the order is that of the keys. */
    List<R> after(K key, Comparator<? super K> keyOrder) {
        List<K> all = sortedKeys();
        int found = Collections.binarySearch(all, key, keyOrder);
        return new Rows<>(table.rows(), all.subList(found < 0 ? -found - 1 : found + 1, all.size()));
    }

    private List<K> sortedKeys() {
        List<K> known = keys;
        if (known == null) {
            List<R> sorted = new ArrayList<>(table.rows().values());
            sorted.sort(order);
            known = new ArrayList<>(sorted.size());
            for (R row : sorted) {
                known.add(table.keyOf(row));
            }
            keys = known;
        }
        return known;
    }

    @Override
    public void replace(@Nullable R before, @Nullable R after) {
        if (before == null || after == null || !isSamePlace.test(before, after)) {
            keys = null;
        }
    }

    @Override
    public void clear(UndoLog undo) {
        keys = null;
        undo.note(() -> keys = null);
    }

    /** Rows by a list of their keys. */
    private static final class Rows<K, R> extends AbstractList<R> implements RandomAccess {
        private final Map<K, R> rows;
        private final List<K> keys;

        Rows(Map<K, R> rows, List<K> keys) {
            this.rows = rows;
            this.keys = keys;
        }

        @Override
        public R get(int index) {
            return requireNonNull(rows.get(keys.get(index)));
        }

        @Override
        public int size() {
            return keys.size();
        }
    }
}
