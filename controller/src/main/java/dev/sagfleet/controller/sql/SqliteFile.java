package dev.sagfleet.controller.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;

/**
 * A SQLite file that nobody else has open, at the newest version of its schema. Commits are durable when
 * they return: write-ahead log, {@code synchronous=FULL}.
 */
public final class SqliteFile implements AutoCloseable {
    /** How long a connection waits for a lock that someone else holds, a person with a shell for one. */
    private static final String BUSY_TIMEOUT = "PRAGMA busy_timeout = 5000";

    private static final List<String> FOR_WRITING = List.of(
            BUSY_TIMEOUT,
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA journal_size_limit = 67108864",
            "PRAGMA cache_size = -65536");
    private static final List<String> FOR_READING =
            List.of(BUSY_TIMEOUT, "PRAGMA query_only = ON", "PRAGMA cache_size = -16384");

    private final Path file;
    private final FileLock lock;

    private SqliteFile(Path file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Opens a file, makes it and its directory if they do not exist, and brings it to the newest version.
     *
     * @throws DatabaseException if that cannot be done; the message names the file and says why
     */
    public static SqliteFile open(Path file, Schema schema) {
        var opened = new SqliteFile(file, locked(file));
        boolean isMigrated = false;
        try (Connection connection = opened.openConnection(List.of(BUSY_TIMEOUT))) {
            new Migration(connection, file, schema).run();
            isMigrated = true;
        } catch (SQLException e) {
            throw unusable(file, e);
        } catch (DatabaseException e) {
            throw e.reason() == DatabaseException.Reason.FAILED ? unusable(file, e) : e;
        } finally {
            if (!isMigrated) {
                opened.close();
            }
        }
        return opened;
    }

    /** A connection that can write; there should be one at a time. Whoever asks for it closes it. */
    public Sql connect() {
        return connect(FOR_WRITING);
    }

    /** A connection that cannot write; there can be several beside the one that can. */
    public Sql connectForReading() {
        return connect(FOR_READING);
    }

    /** Lets others open the file; its connections must be closed before. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the lock cannot be released", e);
        }
    }

    private static FileLock locked(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            return FileLock.acquire(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private Sql connect(List<String> pragmas) {
        try {
            return new Sql(openConnection(pragmas));
        } catch (SQLException e) {
            throw unusable(file, e);
        }
    }

    private Connection openConnection(List<String> pragmas) throws SQLException {
        // As a URI, so that no character of the path is taken for an option.
        Connection connection = DriverManager.getConnection(
                "jdbc:sqlite:" + file.toAbsolutePath().toUri(), driverSettings());
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute(pragma);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The driver would ask after each INSERT which row it made, by a statement that it prepares anew each time. */
    private static Properties driverSettings() {
        var settings = new Properties();
        settings.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
        return settings;
    }

    private static DatabaseException unusable(Path file, Exception cause) {
        return new DatabaseException(
                DatabaseException.Reason.UNUSABLE_FILE, file + ": cannot be used: " + cause.getMessage(), cause);
    }
}
