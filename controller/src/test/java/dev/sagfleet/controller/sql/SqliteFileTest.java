package dev.sagfleet.controller.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
    private static final String FIRST = "CREATE TABLE state (id TEXT NOT NULL PRIMARY KEY);";
    private static final String SECOND =
            "ALTER TABLE state ADD COLUMN text TEXT;\n CREATE INDEX by_text ON state (text);";
    private static final Schema OLD = new Schema("texts", List.of(FIRST));
    private static final Schema NEW = new Schema("texts", List.of(FIRST, SECOND));

    private Path directory;

    private Path path;

    @BeforeEach
    void choosePath(@TempDir Path temporary) {
        directory = temporary;
        path = directory.resolve("new").resolve("50% of? it;s #1.db");
    }

    @Test
    void olderVersionIsBroughtToTheNewestAndKeepsItsRows() {
        change(OLD, "INSERT INTO state (id) VALUES ('kept')");

        change(NEW, "UPDATE state SET text = 'new'");

        try (SqliteFile file = SqliteFile.open(path, NEW);
                Sql sql = file.connect()) {
            assertThat(sql.query("SELECT id, text FROM state", row -> row.text("id") + ' ' + row.text("text")))
                    .containsExactly("kept new");
        }
        assertThat(path).isRegularFile();
    }

    @Test
    void newerVersionIsRefusedAndLeftAsItIs() throws IOException {
        change(NEW, "INSERT INTO state (id) VALUES ('kept')");
        byte[] before = Files.readAllBytes(path);

        assertRefused(OLD, DatabaseException.Reason.NEWER_VERSION, "schema version 2 (expected: up to 1");

        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @Test
    void aMigrationThatFailsLeavesTheOldVersion() {
        change(OLD, "INSERT INTO state (id) VALUES ('kept')");
        var broken = new Schema("texts", List.of(FIRST, "CREATE TABLE more (id TEXT); CREATE nonsense;"));

        assertRefused(broken, DatabaseException.Reason.UNUSABLE_FILE, "nonsense");

        change(NEW, "UPDATE state SET text = 'new'");
    }

    @Test
    void whatIsNoDatabaseIsRefused() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "not a database, but long enough to be looked at. ".repeat(100));

        assertRefused(OLD, DatabaseException.Reason.UNUSABLE_FILE, "cannot be used");

        assertThat(path).content().startsWith("not a database");
    }

    @Test
    void aDatabaseOfSomethingElseIsRefused() {
        change(new Schema("other", List.of(FIRST)), "INSERT INTO state (id) VALUES ('kept')");

        assertRefused(OLD, DatabaseException.Reason.UNUSABLE_FILE, "something else");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefused() throws IOException {
        Files.writeString(directory.resolve("new"), "a file where the directory should be");

        assertRefused(OLD, DatabaseException.Reason.UNUSABLE_FILE, "cannot be used");
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsRefused() throws IOException {
        Files.createDirectories(path);

        assertRefused(OLD, DatabaseException.Reason.UNUSABLE_FILE, "cannot be used");
    }

    @Test
    void aFileThatIsOpenIsInUseUntilItIsClosed() {
        try (SqliteFile file = SqliteFile.open(path, OLD)) {
            assertThat(file).isNotNull();
            assertRefused(OLD, DatabaseException.Reason.IN_USE, "in use by another controller");
        }

        change(OLD, "INSERT INTO state (id) VALUES ('later')");
    }

    @Test
    void aFileThatWasRefusedIsNotHeld() {
        change(NEW, "INSERT INTO state (id) VALUES ('kept')");
        assertRefused(OLD, DatabaseException.Reason.NEWER_VERSION, "schema version 2");

        change(NEW, "UPDATE state SET text = 'new'");
    }

    private void change(Schema schema, String text) {
        try (SqliteFile file = SqliteFile.open(path, schema);
                Sql sql = file.connect()) {
            assertThat(sql.update(text)).isEqualTo(1);
        }
    }

    private void assertRefused(Schema schema, DatabaseException.Reason reason, String message) {
        assertThatThrownBy(() -> SqliteFile.open(path, schema))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(path.toString())
                .hasMessageContaining(message);
    }
}
