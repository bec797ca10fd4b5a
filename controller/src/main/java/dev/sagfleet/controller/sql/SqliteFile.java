package dev.sagfleet.controller.sql;

import dev.sagfleet.agent.file.FileClaim;
import dev.sagfleet.agent.file.FileFailure;
import dev.sagfleet.agent.file.PrivateFiles;
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
 *
 * <p>Two things keep others out. A claim on the file lets one process at a time open it. And it is opened alone
 * at first, which the database refuses while another connection is open; from then on one always is, so that
 * whoever deletes the lock file of the claim does not let a second controller in.
 */
public final class SqliteFile implements AutoCloseable {
    /** How long a connection waits for a lock that someone else holds, a person with a shell for one. */
    private static final String BUSY_TIMEOUT = "PRAGMA busy_timeout = 5000";

    private static final String ANY_READ = "SELECT count(*) FROM sqlite_master";

    /** Fails if anybody else has the file open; a shorter wait, since such a one usually keeps it. */
    private static final List<String> ALONE =
            List.of("PRAGMA busy_timeout = 1000", "PRAGMA locking_mode = EXCLUSIVE", ANY_READ);

    /** In this mode a connection that has read keeps its shared lock on the file until it is closed. */
    private static final List<String> GUARDING =
            List.of(BUSY_TIMEOUT, "PRAGMA journal_mode = WAL", "PRAGMA query_only = ON", ANY_READ);

    /**
     * In KiB, taken as it is needed. The keys of a million devices are random: a smaller cache writes the pages of
     * their indexes again and again.
     */
    private static final String CACHE_FOR_WRITING = "PRAGMA cache_size = -262144";

    private static final List<String> FOR_WRITING = List.of(
            BUSY_TIMEOUT,
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA journal_size_limit = 67108864",
            "PRAGMA wal_autocheckpoint = 8192",
            CACHE_FOR_WRITING);

    private static final List<String> FOR_READING =
            List.of(BUSY_TIMEOUT, "PRAGMA query_only = ON", "PRAGMA cache_size = -16384");

    /** What the database keeps beside a file. */
    private static final List<String> BESIDE = List.of("-wal", "-shm", "-journal");

    private final Path file;
    private final FileClaim claim;
    private final Connection guard;

    private SqliteFile(Path file, FileClaim claim, Connection guard) {
        this.file = file;
        this.claim = claim;
        this.guard = guard;
    }

    /**
     * Opens a file, makes it and its directory if they do not exist, and brings it to the newest version. It and
     * what belongs to it is closed to other users.
     *
     * @throws DatabaseException if that cannot be done; the message names the file and says why
     */
    public static SqliteFile open(Path file, Schema schema) {
        return claimed(file, claim -> {
            for (String suffix : BESIDE) {
                PrivateFiles.restrict(besides(file, suffix));
            }
            PrivateFiles.ensure(file);
            try (Connection connection = connection(file, ALONE)) {
                new Migration(connection, file, schema).run();
            }
            Connection guard = connection(file, GUARDING);
            try {
                // Not before, since from here on nobody else can open the file alone, whatever becomes of the lock.
                if (!claim.isCurrent()) {
                    throw OpeningFailure.inUse(file);
                }
                return new SqliteFile(file, claim, guard);
            } catch (IOException | DatabaseException e) {
                guard.close();
                throw e;
            }
        });
    }

    /**
     * Deletes a file with all that belongs to it, whatever it holds; the lock file stays.
     *
     * @throws DatabaseException if that cannot be done, or somebody has it open
     */
    public static void delete(Path file) {
        claimed(file, claim -> {
            requireNobodyElse(file);
            Files.deleteIfExists(file);
            for (String suffix : BESIDE) {
                Files.deleteIfExists(besides(file, suffix));
            }
            claim.close();
            return file;
        });
    }

    private static void requireNobodyElse(Path file) throws SQLException, IOException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            connection(file, ALONE).close();
        } catch (SQLException e) {
            if (OpeningFailure.isBusy(e)) {
                throw e;
            }
        }
    }

    /** What is done with a file under a claim on it. */
    private interface Claimed<T> {
        T run(FileClaim claim) throws SQLException, IOException;
    }

    /** The claim is kept if that is done, and ends if it fails. */
    private static <T> T claimed(Path file, Claimed<T> action) {
        try {
            PrivateFiles.createDirectoryOf(file);
            FileClaim claim = FileClaim.take(file).orElseThrow(() -> OpeningFailure.inUse(file));
            boolean isDone = false;
            try {
                T outcome = action.run(claim);
                isDone = true;
                return outcome;
            } finally {
                if (!isDone) {
                    claim.close();
                }
            }
        } catch (SQLException e) {
            throw OpeningFailure.of(file, e);
        } catch (IOException e) {
            throw OpeningFailure.unusable(file, FileFailure.describe(e), e);
        } catch (DatabaseException e) {
            boolean isOfOperation = e.reason() == DatabaseException.Reason.FAILED
                    || e.reason() == DatabaseException.Reason.OUT_OF_SPACE;
            throw isOfOperation ? OpeningFailure.of(file, e) : e;
        }
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
        try (claim) {
            guard.close();
        } catch (SQLException e) {
            throw OpeningFailure.of(file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": the lock cannot be released", e);
        }
    }

    private Sql connect(List<String> pragmas) {
        try {
            return new Sql(beginningItself(connection(file, pragmas)));
        } catch (SQLException e) {
            throw OpeningFailure.of(file, e);
        }
    }

    /**
     * The same, where a transaction begins and ends by what is written in SQL alone. The driver would try after each
     * statement whether there is one, by beginning one.
     */
    private static Connection beginningItself(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("ROLLBACK"); // of the one that the driver has just begun
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection connection(Path file, List<String> pragmas) throws SQLException {
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

    private static Path besides(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
