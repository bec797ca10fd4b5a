package dev.sagfleet.controller.store;

import dev.sagfleet.controller.inventory.Slice;
import dev.sagfleet.controller.inventory.SliceRequest;
import dev.sagfleet.controller.sql.Row;
import dev.sagfleet.controller.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Parts of one table in the order of its primary key. A part looks at {@link SliceRequest#ROWS_MAX} rows at most,
 * unless an index leads to few.
 *
 * @param select ends with {@code FROM} and the table, perhaps joined
 * @param key the primary key as the select names it
 */
record KeysetSlices<T>(
        Sql sql, String table, String key, String select, Function<Row, T> mapping, Function<T, String> keyOf) {
    Slice<T> find(Criteria criteria, SliceRequest request) {
        String column = key.substring(key.indexOf('.') + 1);
        String after = request.after().orElse("");
        Optional<String> bound = criteria.isNarrow() ? Optional.empty() : bound(column, after);
        List<Object> values = new ArrayList<>();
        values.add(after);
        bound.ifPresent(values::add);
        values.addAll(criteria.values());
        values.add(request.itemsMax());
        List<T> items = sql.query(
                select + " WHERE " + key + " > ?" + (bound.isPresent() ? " AND " + key + " <= ?" : "") + criteria.text()
                        + " ORDER BY " + key + " LIMIT ?",
                mapping,
                values.toArray());
        boolean isFull = items.size() == request.itemsMax();
        return new Slice<>(items, isFull ? Optional.of(keyOf.apply(items.get(items.size() - 1))) : bound);
    }

    /** The last row that is looked at, if others follow it. */
    private Optional<String> bound(String column, String after) {
        return sql.first(
                "SELECT " + column + " AS bound FROM " + table + " WHERE " + column + " > ? ORDER BY " + column
                        + " LIMIT 1 OFFSET ?",
                row -> row.text("bound"),
                after,
                SliceRequest.ROWS_MAX - 1);
    }
}
