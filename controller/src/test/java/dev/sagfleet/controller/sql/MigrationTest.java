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

/** What becomes of files of other versions and of other kinds. */
class MigrationTest {
    private static final String FIRST = "CREATE TABLE state (id TEXT NOT NULL PRIMARY KEY)";
    private static final String KEPT = "INSERT INTO state (id) VALUES ('kept')";

    private static final Schema OLD = texts(1, "texts");
    private static final Schema NEW = texts(2, "texts");

    private Path path;

    @BeforeEach
    void choosePath(@TempDir Path directory) {
        path = directory.resolve("texts.db");
    }

    private static Schema texts(int version, String folder) {
        return new Schema("texts", version, "dev/sagfleet/controller/sql/" + folder);
    }

    @Test
    void anOlderVersionIsBroughtToTheNewestAndKeepsItsRows() {
        change(OLD, KEPT);

        change(NEW, "UPDATE state SET text = 'new'");

        assertThat(rows()).containsExactly("kept new");
    }

    @Test
    void aNewerVersionIsRefusedAndLeftAsItIs() throws IOException {
        change(NEW, KEPT);

        assertRefused(OLD, DatabaseException.Reason.NEWER_VERSION, "schema version 2 (expected: up to 1");
    }

    @Test
    void aMigrationThatFailsLeavesTheFileAsItWas() throws IOException {
        change(OLD, KEPT);

        assertRefused(texts(2, "broken"), DatabaseException.Reason.UNUSABLE_FILE, "nonsense");

        change(NEW, "UPDATE state SET text = 'new'");
    }

    @Test
    void aMigrationThatFailsLeavesANewFileEmpty() throws IOException {
        Files.createFile(path);

        assertRefused(texts(2, "broken"), DatabaseException.Reason.UNUSABLE_FILE, "nonsense");

        change(NEW, KEPT);
    }

    @Test
    void aMigrationThatWasEditedSinceIsRefused() throws IOException {
        change(OLD, KEPT);

        assertRefused(texts(2, "edited"), DatabaseException.Reason.UNUSABLE_FILE, "checksum mismatch");
    }

    @Test
    void whatHasNoMigrationsIsRefused() throws IOException {
        Files.createFile(path);

        assertRefused(texts(1, "nowhere"), DatabaseException.Reason.UNUSABLE_FILE, "nowhere");
    }

    @Test
    void aVersionWithoutItsMigrationIsRefused() throws IOException {
        change(NEW, KEPT);

        assertRefused(texts(3, "texts"), DatabaseException.Reason.UNUSABLE_FILE, "3");
    }

    @Test
    void aFileOfTheFirstReleasesIsBroughtToTheNewestVersionAndKeepsItsRows() {
        MetaFile.write(path, "texts", 1, List.of(FIRST, KEPT));

        change(NEW, "UPDATE state SET text = 'new'");

        assertThat(rows()).containsExactly("kept new");
    }

    @Test
    void aFileOfTheFirstReleasesInTheNewestVersionGoesOn() {
        MetaFile.write(path, "texts", 1, List.of(FIRST, KEPT));

        change(OLD, "INSERT INTO state (id) VALUES ('second start')");
        change(OLD, "INSERT INTO state (id) VALUES ('third start')");
        change(NEW, "UPDATE state SET text = 'new'");

        assertThat(rows()).containsExactly("kept new", "second start new", "third start new");
    }

    @Test
    void aFileOfTheFirstReleasesIsNoLongerTakenForOne() {
        MetaFile.write(path, "texts", 1, List.of(FIRST));

        try (SqliteFile file = SqliteFile.open(path, NEW);
                Sql sql = file.connectForReading()) {
            assertThat(sql.query("SELECT name FROM sqlite_master WHERE name = 'meta'", row -> row.text("name")))
                    .isEmpty();
        }
    }

    @Test
    void aFileOfTheFirstReleasesInANewerVersionIsRefusedAndLeftAsItIs() throws IOException {
        MetaFile.write(path, "texts", 2, List.of(FIRST, KEPT));

        assertRefused(OLD, DatabaseException.Reason.NEWER_VERSION, "schema version 2 (expected: up to 1");
    }

    @Test
    void aFileOfTheFirstReleasesThatCannotBeMigratedIsLeftAsItIs() throws IOException {
        MetaFile.write(path, "texts", 1, List.of(FIRST, KEPT));

        assertRefused(texts(2, "broken"), DatabaseException.Reason.UNUSABLE_FILE, "nonsense");

        change(NEW, "UPDATE state SET text = 'new'");
    }

    @Test
    void aFileOfTheFirstReleasesOfSomethingElseIsRefusedAndLeftAsItIs() throws IOException {
        MetaFile.write(path, "other", 1, List.of(FIRST));

        assertRefused(OLD, DatabaseException.Reason.UNUSABLE_FILE, "something else (expected: schema texts)");
    }

    @Test
    void aDatabaseOfSomethingElseIsRefusedAndLeftAsItIs() throws IOException {
        change(new Schema("other", 1, OLD.location()), KEPT);

        assertRefused(OLD, DatabaseException.Reason.UNUSABLE_FILE, "something else (expected: schema texts)");
    }

    @Test
    void aDatabaseThatIsNoneOfOursIsRefusedAndLeftAsItIs() throws IOException {
        MetaFile.execute(path, List.of("CREATE TABLE meta (text TEXT)"));

        assertRefused(OLD, DatabaseException.Reason.UNUSABLE_FILE, "cannot be used");
    }

    private void change(Schema schema, String text) {
        try (SqliteFile file = SqliteFile.open(path, schema);
                Sql sql = file.connect()) {
            assertThat(sql.update(text)).isGreaterThanOrEqualTo(1);
        }
    }

    private List<String> rows() {
        try (SqliteFile file = SqliteFile.open(path, NEW);
                Sql sql = file.connectForReading()) {
            return sql.query("SELECT id, text FROM state ORDER BY id", row -> row.text("id") + ' ' + row.text("text"));
        }
    }

    private void assertRefused(Schema schema, DatabaseException.Reason reason, String message) throws IOException {
        byte[] before = Files.readAllBytes(path);
        assertThatThrownBy(() -> SqliteFile.open(path, schema))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageStartingWith(path + ": ")
                .hasMessageContaining(message);
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }
}
