package dev.sagfleet.controller.sql;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Brings a file to the newest version of its schema, all steps in one transaction. Which schema and
 * version a file has stands in its table {@code meta}.
 */
final class Migration {
    private static final String META = "CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)";
    private static final String SAVE =
            "INSERT INTO meta (name, value) VALUES (?, ?)" + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    private static final String SCHEMA = "schema";
    private static final String VERSION = "schema_version";

    private final Sql sql;
    private final Path file;
    private final Schema schema;

    Migration(Sql sql, Path file, Schema schema) {
        this.sql = sql;
        this.file = file;
        this.schema = schema;
    }

    /** @throws DatabaseException if the file is of another kind or of a newer version; it is then as it was */
    void run() {
        int found = foundVersion();
        if (found > schema.version()) {
            throw new DatabaseException(
                    DatabaseException.Reason.NEWER_VERSION,
                    file + ": schema version " + found + " (expected: up to " + schema.version()
                            + "; it was written by a later release)");
        }
        if (found < schema.version()) {
            migrateFrom(found);
        }
    }

    private int foundVersion() {
        if (count("type = 'table'") == 0) {
            return 0;
        }
        if (count("type = 'table' AND name = 'meta'") == 0 || !saved(SCHEMA).equals(Optional.of(schema.name()))) {
            throw new DatabaseException(
                    DatabaseException.Reason.UNUSABLE_FILE,
                    file + ": a database of something else (expected: schema " + schema.name() + ')');
        }
        return saved(VERSION).map(Integer::valueOf).orElse(0);
    }

    private void migrateFrom(int found) {
        sql.update("BEGIN IMMEDIATE");
        try {
            if (found == 0) {
                sql.update(META);
                sql.update(SAVE, SCHEMA, schema.name());
            }
            schema.migrations().subList(found, schema.version()).forEach(this::apply);
            sql.update(SAVE, VERSION, Integer.toString(schema.version()));
            sql.update("COMMIT");
        } catch (DatabaseException e) {
            undo(e);
            throw e;
        }
    }

    private void undo(DatabaseException cause) {
        try {
            sql.update("ROLLBACK");
        } catch (DatabaseException e) {
            cause.addSuppressed(e);
        }
    }

    private void apply(String migration) {
        for (String statement : migration.strip().split(";", -1)) {
            if (!statement.isBlank()) {
                sql.update(statement.strip());
            }
        }
    }

    private long count(String condition) {
        return sql.first("SELECT count(*) AS found FROM sqlite_master WHERE " + condition, row -> row.number("found"))
                .orElse(0L);
    }

    private Optional<String> saved(String name) {
        return sql.first("SELECT value FROM meta WHERE name = ?", row -> row.text("value"), name);
    }
}
