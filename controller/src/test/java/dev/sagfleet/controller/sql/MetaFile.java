package dev.sagfleet.controller.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A file as the first releases wrote it, with its schema and version in a table {@code meta}. */
public final class MetaFile {
    /**
     * Makes a file.
     *
     * @param statements that made the tables, and that changed them since; in order
     */
    public static void write(Path path, String schema, int version, List<String> statements) {
        execute(
                path,
                List.of(
                        "PRAGMA journal_mode = WAL",
                        "CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
                        "INSERT INTO meta (name, value) VALUES ('schema', '" + schema + "')",
                        "INSERT INTO meta (name, value) VALUES ('schema_version', '" + version + "')"));
        execute(path, statements);
    }

    static void execute(Path path, List<String> statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toUri());
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private MetaFile() {}
}
