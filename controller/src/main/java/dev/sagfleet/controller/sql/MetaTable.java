package dev.sagfleet.controller.sql;

import java.util.Optional;

/** The table in which the first releases noted the schema of a file, and its version. */
final class MetaTable {
    static final String NAME = "meta";

    private final Sql sql;

    /** @param sql of a file that has this table */
    MetaTable(Sql sql) {
        this.sql = sql;
    }

    /** The version that the file has of a schema; nothing if the file is of another one. */
    Optional<Integer> version(Schema schema) {
        return value("schema").equals(Optional.of(schema.name()))
                ? value("schema_version").map(Integer::valueOf)
                : Optional.empty();
    }

    /** Removes the table, so that an older release refuses the file instead of taking it for one of its own. */
    void drop() {
        sql.update("DROP TABLE meta");
    }

    private Optional<String> value(String name) {
        return sql.first("SELECT value FROM meta WHERE name = ?", row -> row.text("value"), name);
    }
}
