package dev.sagfleet.controller.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
    private static final Schema SCHEMA = new Schema("texts", 1, "dev/sagfleet/controller/sql/texts");

    private Path directory;

    private Path path;

    @BeforeEach
    void choosePath(@TempDir Path temporary) {
        directory = temporary;
        path = directory.resolve("new").resolve("50% of? it;s #1.db");
    }

    @Test
    void aPathWithCharactersOfAUriIsTheNameOfTheFile() {
        change("INSERT INTO state (id) VALUES ('kept')");

        assertThat(path).isRegularFile();
        change("UPDATE state SET id = 'new'");
    }

    @Test
    void whatIsNoDatabaseIsRefused() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "not a database, but long enough to be looked at. ".repeat(100));

        assertRefused(DatabaseException.Reason.UNUSABLE_FILE, "cannot be used");

        assertThat(path).content().startsWith("not a database").endsWith("looked at. ");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefused() throws IOException {
        Files.writeString(directory.resolve("new"), "a file where the directory should be");

        assertRefused(DatabaseException.Reason.UNUSABLE_FILE, "cannot be used");
    }

    /** Not even the superuser can make a file there. */
    @Test
    void aDirectoryThatCannotBeWrittenIsRefused() {
        path = Path.of("/proc").resolve("texts.db");

        assertRefused(DatabaseException.Reason.UNUSABLE_FILE, "cannot be used");
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsRefused() throws IOException {
        Files.createDirectories(path);

        assertRefused(DatabaseException.Reason.UNUSABLE_FILE, "cannot be used");
    }

    @Test
    void aFileThatIsOpenIsInUseUntilItIsClosed() {
        try (SqliteFile file = SqliteFile.open(path, SCHEMA)) {
            assertThat(file).isNotNull();
            assertRefused(DatabaseException.Reason.IN_USE, "in use by another controller");
        }

        change("INSERT INTO state (id) VALUES ('later')");
    }

    @Test
    void aFileThatWasRefusedIsNotHeld() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "not a database");
        assertRefused(DatabaseException.Reason.UNUSABLE_FILE, "cannot be used");
        Files.delete(path);

        change("INSERT INTO state (id) VALUES ('kept')");
    }

    @Test
    void aFileWhoseLockWasDeletedIsStillInUse() throws IOException, SQLException {
        change("INSERT INTO state (id) VALUES ('kept')");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + path.toUri());
                Statement statement = other.createStatement()) {
            statement.execute("SELECT id FROM state");

            assertRefused(DatabaseException.Reason.IN_USE, "in use by another process");
            assertThatThrownBy(() -> SqliteFile.delete(path)).hasMessageContaining("in use by another process");
        }
        change("INSERT INTO state (id) VALUES ('later')");
    }

    /** What guards the file does not depend on the lock file, nor on what its owner has open. */
    @Test
    void anOpenFileCannotBeOpenedAlone() throws SQLException {
        try (SqliteFile file = SqliteFile.open(path, SCHEMA)) {
            assertThat(file).isNotNull();
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + path.toUri());
                    Statement statement = other.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 0");
                statement.execute("PRAGMA locking_mode = EXCLUSIVE");

                assertThatThrownBy(() -> statement.execute("SELECT id FROM state"))
                        .hasMessageContaining("SQLITE_BUSY");
            }
        }
    }

    @Test
    void allFilesAreClosedToOthersAlsoIfTheyWereOpenToThem() throws IOException {
        Files.createDirectories(path.getParent());
        for (String suffix : List.of("", ".lock", "-wal", "-shm", "-journal")) {
            Path file = path.resolveSibling(path.getFileName() + suffix);
            Files.createFile(file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }

        try (SqliteFile file = SqliteFile.open(path, SCHEMA);
                Sql sql = file.connect()) {
            sql.update("INSERT INTO state (id) VALUES ('kept')");

            assertThat(modes()).hasSizeGreaterThanOrEqualTo(4).containsOnly("rw-------");
        }
    }

    private List<String> modes() throws IOException {
        List<String> modes = new ArrayList<>();
        try (Stream<Path> files = Files.list(path.getParent())) {
            for (Path file : files.toList()) {
                modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return modes;
    }

    @Test
    void aFileIsDeletedWithWhatBelongsToItWhateverItHolds() throws IOException {
        change("INSERT INTO state (id) VALUES ('kept')");
        SqliteFile.delete(path);
        assertThat(path).doesNotExist();

        Files.writeString(path, "not a database");
        Files.writeString(path.resolveSibling(path.getFileName() + "-wal"), "nor its log");
        SqliteFile.delete(path);
        SqliteFile.delete(path);
        try (Stream<Path> left = Files.list(path.getParent())) {
            assertThat(left).containsExactly(path.resolveSibling(path.getFileName() + ".lock"));
        }
    }

    private void change(String text) {
        try (SqliteFile file = SqliteFile.open(path, SCHEMA);
                Sql sql = file.connect()) {
            assertThat(sql.update(text)).isEqualTo(1);
        }
    }

    private void assertRefused(DatabaseException.Reason reason, String message) {
        assertThatThrownBy(() -> SqliteFile.open(path, SCHEMA))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(path.toString())
                .hasMessageContaining(message);
    }
}
