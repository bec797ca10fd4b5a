package dev.sagfleet.controller.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows by their keys, and in the order of those. What is done to them can be undone until the change that did it stands. */
final class Table<K, R> {
    private final UndoLog undo;
    private final Comparator<? super K> order;
    private final Function<R, K> keyOf;
    private final List<Index<R>> indexes = new ArrayList<>();
    private final SortedRows<K, R> sorted;
    private Map<K, R> rows = new HashMap<>();

    Table(UndoLog undo, Comparator<? super K> order, Function<R, K> keyOf) {
        this.undo = undo;
        this.order = order;
        this.keyOf = keyOf;
        // What takes the place of a row has its key, so it is where that was.
        sorted = indexed(new SortedRows<>(this, Comparator.comparing(keyOf, order), (one, other) -> true));
    }

    /** Has an index kept from now on, while there are no rows yet. */
    <I extends Index<R>> I indexed(I index) {
        indexes.add(index);
        return index;
    }

    /** Likewise the rows in another order. */
    SortedRows<K, R> sortedBy(Comparator<R> otherOrder) {
        return indexed(new SortedRows<>(this, otherOrder, (one, other) -> otherOrder.compare(one, other) == 0));
    }

    /** The rows by their keys, in no order. */
    Map<K, R> rows() {
        return rows;
    }

    K keyOf(R row) {
        return keyOf.apply(row);
    }

    Optional<R> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** The rows of these keys, in the order of the keys; without those that are not there. */
    List<R> find(Collection<K> keys) {
        if (keys.size() == 1) {
            R row = rows.get(keys.iterator().next());
            return row == null ? List.of() : List.of(row);
        }
        List<R> found = new ArrayList<>(keys.size());
        for (K key : keys) {
            R row = rows.get(key);
            if (row != null) {
                found.add(row);
            }
        }
        return found;
    }

    /** Likewise in another order. */
    List<R> find(Collection<K> keys, Comparator<R> otherOrder) {
        List<R> found = find(keys);
        if (found.size() > 1) {
            found.sort(otherOrder);
        }
        return found;
    }

    /** All rows in the order of their keys; to be read before the table is changed. */
    List<R> all() {
        return sorted.all();
    }

    /** Likewise the rows whose keys come after this one, which need not be there. */
    List<R> after(K key) {
        return sorted.after(key, order);
    }

    int size() {
        return rows.size();
    }

    /** Adds a row, or replaces the one that has its key. */
    void save(R row) {
        replace(keyOf.apply(row), row);
    }

    /** Adds a row, unless there is one that has its key; returns whether it did. */
    boolean add(R row) {
        boolean isNew = !rows.containsKey(keyOf.apply(row));
        if (isNew) {
            save(row);
        }
        return isNew;
    }

    void remove(K key) {
        if (rows.containsKey(key)) {
            replace(key, null);
        }
    }

    void clear() {
        Map<K, R> before = rows;
        rows = new HashMap<>();
        undo.note(() -> rows = before);
        indexes.forEach(index -> index.clear(undo));
    }

    private void replace(K key, @Nullable R row) {
        R before = exchange(key, row);
        undo.note(() -> exchange(key, before));
    }

    private @Nullable R exchange(K key, @Nullable R row) {
        R before = row == null ? rows.remove(key) : rows.put(key, row);
        for (int i = 0; i < indexes.size(); i++) {
            indexes.get(i).replace(before, row);
        }
        return before;
    }
}
