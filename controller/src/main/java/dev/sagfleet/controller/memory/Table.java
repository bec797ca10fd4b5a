package dev.sagfleet.controller.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their keys. What is done to them can be undone until the change that did it stands. */
final class Table<K, R> {
    private final UndoLog undo;
    private final Comparator<? super K> order;
    private final Function<R, K> keyOf;
    private final List<Index<R>> indexes = new ArrayList<>();
    private NavigableMap<K, R> rows;

    Table(UndoLog undo, Comparator<? super K> order, Function<R, K> keyOf) {
        this.undo = undo;
        this.order = order;
        this.keyOf = keyOf;
        rows = new TreeMap<>(order);
    }

    /** Has an index kept from now on, while there are no rows yet. */
    <I extends Index<R>> I indexed(I index) {
        indexes.add(index);
        return index;
    }

    Optional<R> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** The rows of these keys, in the order of the keys; without those that are not there. */
    List<R> find(Collection<K> keys) {
        return keys.stream().flatMap(key -> find(key).stream()).toList();
    }

    Collection<R> all() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /** The rows whose keys come after this one, which need not be there. */
    Collection<R> after(K key) {
        return Collections.unmodifiableCollection(rows.tailMap(key, false).values());
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
        NavigableMap<K, R> before = rows;
        rows = new TreeMap<>(order);
        undo.note(() -> rows = before);
        indexes.forEach(index -> index.clear(undo));
    }

    private void replace(K key, @Nullable R row) {
        R before = exchange(key, row);
        undo.note(() -> exchange(key, before));
    }

    private @Nullable R exchange(K key, @Nullable R row) {
        R before = row == null ? rows.remove(key) : rows.put(key, row);
        for (Index<R> index : indexes) {
            index.replace(before, row);
        }
        return before;
    }
}
