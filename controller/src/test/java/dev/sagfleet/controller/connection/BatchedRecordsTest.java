package dev.sagfleet.controller.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.inventory.Transaction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BatchedRecordsTest {
    private static final String POISON = "poison";

    /** Keeps a change, or not, when the test says so. */
    private final Queue<Runnable> asked = new ArrayDeque<>();

    private @Nullable RuntimeException trouble;
    private final LateTasks later = new LateTasks();
    private final Names names = new Names();
    private final BatchedRecords<String, String> records = new BatchedRecords<>(
            names,
            new SlowStore(),
            later,
            new RepeatedFailure(LoggerFactory.getLogger(BatchedRecordsTest.class), () -> 0));

    @Test
    void aCrowdTakesAFewChangesOneAfterTheOther() {
        List<String> crowd = IntStream.range(0, 3_000).mapToObj(i -> "sag" + i).toList();
        crowd.forEach(records::add);

        int changes = 0;
        while (!asked.isEmpty()) {
            assertThat(asked).hasSize(1);
            asked.remove().run();
            changes++;
        }

        assertThat(names.written).isEqualTo(crowd);
        assertThat(changes).isEqualTo(1 + 6);
    }

    @Test
    void whatTheStoreCannotKeepIsTriedAgainUntilItIsKeptInTheSameOrder() {
        trouble = new StoreException(StoreException.Reason.OUT_OF_SPACE, "full");
        records.add("a");
        records.add("b");
        asked.remove().run();
        for (int i = 0; i < 20; i++) {
            later.runNext();
            asked.remove().run();
        }
        records.add("c");
        assertThat(names.written).isEmpty();
        assertThat(asked).isEmpty();

        trouble = null;
        later.runNext();
        while (!asked.isEmpty()) {
            asked.remove().run();
        }

        assertThat(names.written).containsExactly("a", "b", "c");
        assertThat(later.delays.get(0)).isLessThan(Duration.ofSeconds(1));
        assertThat(later.delays).isSorted().last().isEqualTo(BatchedRecords.RETRY_MAX);
    }

    @Test
    void whatIsNotKeptMeanwhileIsTurnedAwayWithAllThatWaitsAndOthersAreTriedLater() {
        names.isKeptMeanwhile = false;
        trouble = new StoreException(StoreException.Reason.OUT_OF_SPACE, "full");
        records.add("a");
        records.add("b");
        asked.remove().run();
        assertThat(names.turnedAway).containsExactly("a", "b");

        trouble = null;
        records.add("c");
        later.runNext();
        asked.remove().run();

        assertThat(names.written).containsExactly("c");
        assertThat(later.isWaiting()).isFalse();
    }

    @Test
    void nothingIsTurnedAwaySinceOthersHaveMuchToWrite() {
        names.isKeptMeanwhile = false;
        trouble = new StoreException(StoreException.Reason.OVERLOADED, "many are waiting");
        records.add("a");
        asked.remove().run();

        trouble = null;
        later.runNext();
        asked.remove().run();

        assertThat(names.turnedAway).isEmpty();
        assertThat(names.written).containsExactly("a");
    }

    @Test
    void aRecordOnWhichTheRulesFailTakesNoOtherWithIt() {
        for (String name : List.of("first", "a", POISON, "b")) {
            records.add(name);
        }
        while (!asked.isEmpty()) {
            asked.remove().run();
        }

        assertThat(names.written).containsExactly("first", "a", "b");
        assertThat(names.turnedAway).containsExactly(POISON);
        assertThat(later.isWaiting()).isFalse();
    }

    @Test
    void recordsOfOneKeyAreOneWhileTheyWait() {
        records.add("first");
        for (int i = 0; i < 20_000; i++) {
            records.add("same");
        }
        asked.remove().run();
        asked.remove().run();

        assertThat(asked).isEmpty();
        assertThat(names.written).containsExactly("first", "same");
    }

    @Test
    void aStoreThatIsClosedIsLeftAlone() {
        trouble = new StoreException(StoreException.Reason.CLOSED, "closed");
        records.add("a");
        asked.remove().run();
        records.add("b");

        assertThat(asked).isEmpty();
        assertThat(later.isWaiting()).isFalse();
    }

    private static final class Names implements RecordKind<String, String> {
        private final List<String> written = new ArrayList<>();
        private final List<String> turnedAway = new ArrayList<>();
        private boolean isKeptMeanwhile = true;

        @Override
        public Object key(String name) {
            return name;
        }

        @Override
        public String merge(String earlier, String after) {
            return after;
        }

        @Override
        public String write(Transaction transaction, String name) {
            if (name.equals(POISON)) {
                throw new IllegalStateException(name);
            }
            return name;
        }

        @Override
        public void written(String name, String outcome) {
            written.add(outcome);
        }

        @Override
        public boolean isKeptMeanwhile() {
            return isKeptMeanwhile;
        }

        @Override
        public void turnedAway(List<String> some, Throwable cause) {
            turnedAway.addAll(some);
        }
    }

    private final class SlowStore implements Store {
        @Override
        public <T> CompletionStage<T> write(Change<T> change, Consumer<T> committed) {
            var stage = new CompletableFuture<T>();
            asked.add(() -> keep(change, committed, stage));
            return stage;
        }

        /** These records look at no transaction. */
        @SuppressWarnings("NullAway")
        private <T> void keep(Change<T> change, Consumer<T> committed, CompletableFuture<T> stage) {
            Optional<RuntimeException> failure = Optional.ofNullable(trouble);
            if (failure.isPresent()) {
                stage.completeExceptionally(failure.get());
                return;
            }
            T outcome;
            try {
                outcome = change.makeIn(null);
            } catch (IllegalStateException e) {
                stage.completeExceptionally(e);
                return;
            }
            committed.accept(outcome);
            stage.complete(outcome);
        }

        @Override
        public CompletionStage<Long> startIncarnation() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> CompletionStage<T> read(Query<T> query) {
            throw new UnsupportedOperationException();
        }
    }
}
