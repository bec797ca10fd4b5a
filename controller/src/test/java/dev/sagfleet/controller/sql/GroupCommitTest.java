package dev.sagfleet.controller.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file that has nothing to do with the inventory: keys and texts. */
class GroupCommitTest {
    private static final Schema SCHEMA = new Schema("texts", 1, "dev/sagfleet/controller/sql/parts");
    private static final int QUEUE_MAX = 3_000;

    private Path directory;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private SqliteFile file;
    private GroupCommit writer;
    private Sql reading;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary;
        file = SqliteFile.open(directory.resolve("texts.db"), SCHEMA);
        writer = GroupCommit.start("test writer", file.connect(), QUEUE_MAX, (what, cause) -> failures.add(what));
        reading = file.connectForReading();
    }

    @AfterEach
    void close() {
        gate.countDown();
        writer.close();
        reading.close();
        file.close();
    }

    @Test
    void oneFailingChangeLeavesTheOthersOfItsGroup() {
        var failure = new IllegalStateException("no");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        holdTheWriter();

        List<CompletionStage<Integer>> stages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stages.add(writer.write(put("key-" + i)));
        }
        CompletionStage<Integer> failing = writer.write(sql -> {
            put("half-made").applyTo(sql);
            throw failure;
        });
        failing.whenComplete((outcome, e) -> thrown.set(e));
        stages.add(writer.write(put("key-100")));
        gate.countDown();

        stages.forEach(GroupCommitTest::await);
        assertThatThrownBy(() -> await(failing)).isInstanceOf(CompletionException.class);
        assertThat(thrown.get()).isSameAs(failure);
        assertThat(stored()).hasSize(101).doesNotContain("half-made");
    }

    @Test
    void aStatementThatTheDatabaseRefusesFailsItsChangeAlone() {
        holdTheWriter();
        var first = writer.write(put("key"));
        var twice = writer.write(sql -> sql.update("INSERT INTO state (id, text) VALUES (?, ?)", "key", "again"));
        var other = writer.write(put("other"));
        gate.countDown();

        await(first);
        await(other);
        assertThatThrownBy(() -> await(twice)).hasCauseInstanceOf(DatabaseException.class);
        assertThat(stored()).containsExactly("key", "other");
    }

    @Test
    void aFailedCommitKeepsNothingOfItsGroupAndTheWriterGoesOn() {
        await(enforceForeignKeys());
        holdTheWriter();
        var good = writer.write(put("good"));
        var orphan = writer.write(sql -> sql.update("INSERT INTO part (id) VALUES (?)", "nobody"));
        gate.countDown();

        assertFailsWith(DatabaseException.Reason.FAILED, good);
        assertFailsWith(DatabaseException.Reason.FAILED, orphan);
        await(writer.write(put("later")));
        assertThat(stored()).containsExactly("later");
    }

    /** Lack of space makes SQLite give up the transaction, savepoints and all. */
    @Test
    void aFullFileFailsTheGroupAndTheWriterGoesOn() {
        await(writer.write(put("before")));
        await(writer.write(sql -> sql.query("PRAGMA max_page_count = 40", row -> row.number("max_page_count"))));
        holdTheWriter();
        var small = writer.write(put("small"));
        var large = writer.write(
                sql -> sql.update("INSERT INTO state (id, text) VALUES (?, ?)", "large", "x".repeat(1_000_000)));
        gate.countDown();

        assertFailsWith(DatabaseException.Reason.OUT_OF_SPACE, large);
        assertFailsWith(DatabaseException.Reason.OUT_OF_SPACE, small);
        assertThatThrownBy(() -> await(small)).hasMessageContaining("SQLITE_FULL");
        assertThat(failures).containsExactly("test writer: 2 changes are not kept");
        await(writer.write(put("after")));
        assertThat(stored()).containsExactly("after", "before");
    }

    /** A disk that fails makes SQLite give up the transaction even in a change that only reads. */
    @Test
    void aDiskThatCannotBeReadFailsTheGroup() throws IOException {
        await(writer.write(sql -> sql.query("PRAGMA wal_autocheckpoint = 0", row -> "")));
        await(writer.write(sql -> sql.update("INSERT INTO state (id, text) VALUES (?, ?)", "l", "x".repeat(500_000))));
        await(writer.write(sql -> sql.update("PRAGMA cache_size = 10")));
        holdTheWriter();
        var before = writer.write(sql -> sql.update("INSERT INTO part (id) VALUES (?)", "before"));
        var unread = writer.write(sql -> sql.query("SELECT text FROM state WHERE id = 'l'", row -> row.text("text")));
        var after = writer.write(sql -> sql.update("INSERT INTO part (id) VALUES (?)", "after"));
        loseTheEndOfTheLog();
        gate.countDown();

        assertFailsWith(DatabaseException.Reason.FAILED, unread);
        assertFailsWith(DatabaseException.Reason.FAILED, before);
        assertFailsWith(DatabaseException.Reason.FAILED, after);
        assertThat(reading.query("SELECT id FROM part", row -> row.text("id"))).isEmpty();
    }

    private void loseTheEndOfTheLog() throws IOException {
        try (var log = FileChannel.open(directory.resolve("texts.db-wal"), StandardOpenOption.WRITE)) {
            log.truncate(log.size() / 2);
        }
    }

    @Test
    void whatIsCommittedIsToldInOrderBeforeItsStageCompletes() {
        List<String> seen = new ArrayList<>();
        holdTheWriter();

        var first = writer.write(put("a"), outcome -> {
            seen.add("a committed with " + stored());
            throw new IllegalStateException("a listener's own fault");
        });
        var one = first.thenAccept(outcome -> seen.add("a completed"));
        var two = writer.write(put("b"), outcome -> seen.add("b committed"))
                .thenAccept(outcome -> seen.add("b completed"));
        gate.countDown();
        await(one);
        await(two);

        assertThat(seen).containsExactly("a committed with [a, b]", "a completed", "b committed", "b completed");
    }

    @Test
    void changesBeyondTheQueueAreTurnedAway() {
        holdTheWriter();
        List<CompletionStage<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < QUEUE_MAX; i++) {
            waiting.add(writer.write(put("key-" + i)));
        }

        assertFailsWith(DatabaseException.Reason.QUEUE_FULL, writer.write(put("one too many")));

        gate.countDown();
        waiting.forEach(GroupCommitTest::await);
        assertThat(stored()).hasSize(QUEUE_MAX);
    }

    @Test
    void closingFinishesWhatIsQueuedAndLetsNothingMoreIn() {
        holdTheWriter();
        List<CompletionStage<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            waiting.add(writer.write(put("key-" + i)));
        }
        gate.countDown();

        writer.close();

        assertThat(waiting).allMatch(stage -> stage.toCompletableFuture().isDone());
        assertFailsWith(DatabaseException.Reason.CLOSED, writer.write(put("late")));
        assertThat(stored()).hasSize(1_500);
        reading.close();
        file.close();
        assertThat(Files.exists(directory.resolve("texts.db-wal"))).isFalse();
    }

    @Test
    void commitsAreDurableInTheWriteAheadLog() {
        List<String> found = await(writer.write(sql -> List.of(
                sql.first("PRAGMA journal_mode", row -> row.text("journal_mode"))
                        .orElseThrow(),
                sql.first("PRAGMA synchronous", row -> row.text("synchronous")).orElseThrow())));

        assertThat(found).containsExactly("wal", "2");
    }

    @Test
    void aConnectionForReadingCannotWrite() {
        assertThatThrownBy(() -> put("key").applyTo(reading)).isInstanceOf(DatabaseException.class);
    }

    /** Lets the writer wait, so that what is asked for next becomes one group. */
    private void holdTheWriter() {
        var held = new CountDownLatch(1);
        writer.write(sql -> true, outcome -> {
            held.countDown();
            awaitLatch(gate);
        });
        awaitLatch(held);
    }

    private CompletionStage<Integer> enforceForeignKeys() {
        // A pragma that only works outside a transaction, so it is run once the change's own is committed.
        return writer.write(sql -> sql).thenApply(sql -> sql.update("PRAGMA foreign_keys = ON"));
    }

    private List<String> stored() {
        return reading.query("SELECT id FROM state ORDER BY id", row -> row.text("id"));
    }

    private static GroupCommit.Change<Integer> put(String id) {
        return sql -> sql.update("INSERT INTO state (id, text) VALUES (?, ?)", id, "text");
    }

    private static void assertFailsWith(DatabaseException.Reason reason, CompletionStage<?> stage) {
        assertThatThrownBy(() -> await(stage)).cause().isInstanceOfSatisfying(DatabaseException.class, e -> assertThat(
                        e.reason())
                .isEqualTo(reason));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
