package dev.sagfleet.controller.sql;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The statement that inserts a row, or replaces the one that has its key. */
public final class Upsert {
    /**
     * The text for a table, with one value to bind for each column in this order.
     *
     * @param columns names from our own code; those of the key come first
     * @param keyColumns how many of them are the key
     */
    public static String into(String table, int keyColumns, String... columns) {
        List<String> all = List.of(columns);
        String replaced = all.subList(keyColumns, all.size()).stream()
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + String.join(", ", all) + ") VALUES (" + placeholders(all.size())
                + ") ON CONFLICT (" + String.join(", ", all.subList(0, keyColumns)) + ") DO UPDATE SET " + replaced;
    }

    /** So many question marks, with commas between them. */
    public static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private Upsert() {}
}
