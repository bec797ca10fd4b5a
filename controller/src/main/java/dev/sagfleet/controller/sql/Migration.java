package dev.sagfleet.controller.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a file to the newest version of its schema, all steps in one transaction. */
final class Migration {
    private final Connection connection;
    private final Path file;
    private final Schema schema;
    private final Sql sql;

    /** @param connection to the file, used by nobody else meanwhile */
    Migration(Connection connection, Path file, Schema schema) {
        this.connection = connection;
        this.file = file;
        this.schema = schema;
        sql = new Sql(connection);
    }

    /**
     * Applies the migrations that the file has not had.
     *
     * @throws DatabaseException if the file is of another kind or of a newer version, or a migration fails; it
     *     is then as it was
     */
    void run() throws SQLException {
        connection.setAutoCommit(false);
        try {
            migrate();
            connection.commit();
        } catch (FlywayException e) {
            rollBack(e);
            throw new DatabaseException(DatabaseException.Reason.FAILED, summary(e), e);
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    private void migrate() {
        Set<String> tables = new HashSet<>(
                sql.query("SELECT name FROM sqlite_master WHERE type = 'table'", row -> row.text("name")));
        if (tables.isEmpty()) {
            flyway().load().migrate();
        } else if (tables.contains(schema.historyTable())) {
            // Most files are at the newest version, and then Flyway takes longer than the rest of the opening.
            if (requireKnown(version()) < schema.version()) {
                flyway().load().migrate();
            }
        } else {
            adopt(requireKnown(versionBeforeHistory(tables)));
        }
    }

    /** Begins the history of a file with the version that it has. */
    private void adopt(int version) {
        Flyway flyway = flyway().baselineVersion(Integer.toString(version)).load();
        flyway.baseline();
        new MetaTable(sql).drop();
        flyway.migrate();
    }

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .loggers("slf4j")
                .dataSource(SingleConnectionDataSource.of(connection))
                .table(schema.historyTable())
                .locations("classpath:" + schema.location())
                .target(Integer.toString(schema.version()))
                .failOnMissingLocations(true)
                .baselineDescription("of an earlier release")
                .validateMigrationNaming(true)
                .placeholderReplacement(false)
                .skipDefaultCallbacks(true);
    }

    private int version() {
        return sql.first(
                        "SELECT max(CAST(version AS INTEGER)) AS newest FROM " + schema.historyTable()
                                + " WHERE success",
                        row -> row.smallNumber("newest"))
                .orElse(0);
    }

    private int versionBeforeHistory(Set<String> tables) {
        Optional<Integer> version =
                tables.contains(MetaTable.NAME) ? new MetaTable(sql).version(schema) : Optional.empty();
        return version.orElseThrow(() -> new DatabaseException(
                DatabaseException.Reason.UNUSABLE_FILE,
                file + ": a database of something else (expected: schema " + schema.name() + ')'));
    }

    private int requireKnown(int version) {
        if (version > schema.version()) {
            throw new DatabaseException(
                    DatabaseException.Reason.NEWER_VERSION,
                    file + ": schema version " + version + " (expected: up to " + schema.version()
                            + "; it was written by a later release)");
        }
        return version;
    }

    /** What failed, and why: the first line and what the database said, or else the second line. */
    private static String summary(FlywayException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        Stream<String> lines = String.valueOf(failure.getMessage()).lines();
        return root instanceof SQLException
                ? lines.findFirst().orElse("") + ": " + root.getMessage()
                : lines.limit(2).collect(Collectors.joining(": "));
    }

    private void rollBack(Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
