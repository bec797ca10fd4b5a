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
        return conflict(table, keyColumns, all) + "DO UPDATE SET " + replaced;
    }

    /** Likewise the statement that inserts a row, or leaves the one that has its key as it is. */
    public static String orLeave(String table, int keyColumns, String... columns) {
        return conflict(table, keyColumns, List.of(columns)) + "DO NOTHING";
    }

    private static String conflict(String table, int keyColumns, List<String> columns) {
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + placeholders(columns.size()) + ") ON CONFLICT ("
                + String.join(", ", columns.subList(0, keyColumns)) + ") ";
    }

    /** So many question marks, with commas between them. */
    public static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private Upsert() {}
}
