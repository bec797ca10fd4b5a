package dev.sagfleet.controller.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes leave to be written with their group, on keys and texts. */
class UnwrittenTest {
    private static final Schema SCHEMA = new Schema("texts", 1, "dev/sagfleet/controller/sql/parts");

    private final CountDownLatch gate = new CountDownLatch(1);
    private final Texts unwritten = new Texts();
    private SqliteFile file;
    private GroupCommit writer;
    private Sql reading;

    /** Texts by their keys, of which one cannot be written. */
    private static final class Texts implements Unwritten {
        private static final String BAD = "bad";

        private final Map<String, String> byKey = new LinkedHashMap<>();
        private int written;

        GroupCommit.Change<Integer> put(String key, String text) {
            return sql -> {
                sql.willWrite();
                byKey.put(key, text);
                return byKey.size();
            };
        }

        @Override
        public void writeTo(Sql sql) {
            byKey.forEach((key, text) -> {
                if (text.equals(BAD)) {
                    throw new IllegalStateException(text);
                }
                sql.update(Upsert.into("state", 1, "id", "text"), key, text);
            });
            written += byKey.size();
            byKey.clear();
        }

        @Override
        public void forget() {
            byKey.clear();
        }
    }

    @BeforeEach
    void open(@TempDir Path directory) {
        file = SqliteFile.open(directory.resolve("texts.db"), SCHEMA);
        writer = GroupCommit.start("test writer", file.connect(), unwritten);
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
    void whatManyChangesOfAGroupLeaveIsWrittenOnceAndCommittedWithThem() {
        holdTheWriter();
        List<CompletionStage<Integer>> stages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stages.add(writer.write(unwritten.put("key", "text " + i)));
        }
        gate.countDown();

        stages.forEach(UnwrittenTest::await);
        assertThat(stored()).containsExactly("key text 99");
        writer.close();
        assertThat(unwritten.written).isEqualTo(1);
    }

    @Test
    void whatAFailingChangeHasLeftIsNotWrittenAndThatOfTheOthersIs() {
        holdTheWriter();
        CompletionStage<Integer> before = writer.write(unwritten.put("key", "before"));
        CompletionStage<Integer> failing = writer.write(sql -> {
            unwritten.put("key", "half-made").applyTo(sql);
            throw new IllegalStateException("no");
        });
        CompletionStage<Integer> after = writer.write(unwritten.put("other", "after"));
        gate.countDown();

        await(before);
        assertThatThrownBy(() -> await(failing)).isInstanceOf(CompletionException.class);
        await(after);
        assertThat(stored()).containsExactly("key before", "other after");
    }

    @Test
    void whatCannotBeWrittenFailsTheChangeThatHasLeftItAlone() {
        holdTheWriter();
        CompletionStage<Integer> before = writer.write(unwritten.put("key", "before"));
        CompletionStage<Integer> failing = writer.write(unwritten.put("key", Texts.BAD));
        CompletionStage<Integer> after = writer.write(unwritten.put("other", "after"));
        gate.countDown();

        await(before);
        assertThatThrownBy(() -> await(failing)).hasRootCauseMessage(Texts.BAD);
        await(after);
        assertThat(stored()).containsExactly("key before", "other after");
    }

    /** Lets the writer wait, so that what is asked for next becomes one group. */
    private void holdTheWriter() {
        var held = new CountDownLatch(1);
        CompletionStage<Boolean> holding = writer.write(sql -> true, outcome -> {
            held.countDown();
            awaitLatch(gate);
        });
        awaitLatch(held);
        assertThat(holding.toCompletableFuture()).isNotDone();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> stored() {
        return reading.query("SELECT id, text FROM state ORDER BY id", row -> row.text("id") + ' ' + row.text("text"));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
