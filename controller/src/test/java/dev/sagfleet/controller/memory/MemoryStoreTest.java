package dev.sagfleet.controller.memory;

import static dev.sagfleet.controller.contract.Samples.bandwidth;
import static dev.sagfleet.controller.contract.Samples.box;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.timing.ManualLoop;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.Instance;
import dev.sagfleet.controller.inventory.InstanceQuery;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.inventory.StoreException;
import dev.sagfleet.controller.memory.CommitConditions.Commit;
import dev.sagfleet.controller.memory.CommitConditions.Ending;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** When a store in memory does what, on a loop that is driven by hand. */
class MemoryStoreTest {
    private static final Duration DELAY = Duration.ofMillis(5);

    private final ManualLoop loop = new ManualLoop();
    private final MemoryContent content = new MemoryContent();
    private final List<String> seen = new ArrayList<>();
    private final Queue<Commit> unusual = new ArrayDeque<>();
    private final DesiredStateListener listener =
            (serial, command) -> seen.add("woke " + serial + " for " + command.revision());
    private MemoryStore store = open();

    private MemoryStore open() {
        return new MemoryStore(
                content, loop, listener, () -> unusual.isEmpty() ? new Commit(DELAY, Ending.KEPT) : unusual.remove());
    }

    /** Saves an instance and a new revision for a device of its name. */
    private void save(String id, long revision) {
        CompletionStage<String> stage = store.write(
                transaction -> {
                    transaction.instances().save(box(id));
                    transaction.aspects().save(bandwidth(id, revision));
                    seen.add("made " + id);
                    return id;
                },
                outcome -> seen.add("committed " + outcome));
        observe(id, stage);
    }

    private void observe(String id, CompletionStage<?> stage) {
        stage.whenComplete((outcome, failure) -> seen.add(
                failure == null ? "acknowledged " + id : "failed " + id + ": " + reason(Store.causeOf(failure))));
    }

    private static String reason(Throwable failure) {
        return failure instanceof StoreException refused
                ? refused.reason().name()
                : failure.getClass().getSimpleName();
    }

    /** What a reading sees that begins now. */
    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        store.read(reading -> reading.instances().find(InstanceQuery.all(2_000)).items().stream()
                        .map(Instance::id)
                        .toList())
                .whenComplete((found, failure) ->
                        ids.addAll(Optional.ofNullable(found).orElse(List.of("no answer"))));
        loop.catchUp();
        return ids;
    }

    @Test
    void aChangeIsMadeAndSeenOnceTheDelayOfItsCommitIsOver() {
        save("one", 1);
        assertThat(ids()).isEmpty();

        loop.pass(DELAY.minusNanos(1));
        assertThat(ids()).isEmpty();
        assertThat(seen).isEmpty();

        loop.pass(Duration.ofNanos(1));
        assertThat(ids()).containsExactly("one");
        assertThat(seen).containsExactly("made one", "committed one", "woke one for 1", "acknowledged one");
    }

    @Test
    void nothingHappensWithinTheCallEvenWithoutADelay() {
        store = new MemoryStore(content, loop, listener, CommitConditions.steady(Duration.ZERO));

        save("one", 1);
        assertThat(seen).isEmpty();

        loop.catchUp();
        assertThat(seen).containsExactly("made one", "committed one", "woke one for 1", "acknowledged one");
    }

    @Test
    void whatIsAskedForMeanwhileSharesTheCommitAndWhatComesAfterItWaitsForTheNext() {
        save("one", 1);
        loop.pass(DELAY.dividedBy(2));
        save("two", 1);
        loop.pass(DELAY.dividedBy(2));
        assertThat(ids()).containsExactly("one", "two");

        save("three", 1);
        loop.pass(DELAY.minusNanos(1));
        assertThat(ids()).containsExactly("one", "two");
        loop.pass(Duration.ofNanos(1));
        assertThat(ids()).containsExactly("one", "three", "two");
    }

    @Test
    void aCommitTakesABoundedNumberOfChangesAndTheNextOneTheRest() {
        for (int i = 0; i < MemoryStore.GROUP_MAX + 1; i++) {
            save("sag-" + i, 1);
        }

        loop.pass(DELAY);
        assertThat(ids()).hasSize(MemoryStore.GROUP_MAX);

        loop.pass(DELAY);
        assertThat(ids()).hasSize(MemoryStore.GROUP_MAX + 1);
    }

    @Test
    void aSlowCommitHoldsUpThoseBehindIt() {
        unusual.add(new Commit(Duration.ofSeconds(3), Ending.KEPT));
        save("one", 1);
        loop.pass(Duration.ofMillis(2_999));
        save("two", 1);
        assertThat(seen).isEmpty();

        loop.pass(Duration.ofMillis(1));

        assertThat(seen).contains("acknowledged one", "acknowledged two");
    }

    @Test
    void aCrashBeforeTheCommitLosesTheWholeGroupAndTellsNobody() {
        save("one", 1);
        save("two", 1);
        ids();
        loop.pass(DELAY.minusNanos(1));

        store.crash();
        loop.pass(Duration.ofMinutes(1));

        assertThat(seen).isEmpty();
        store = open();
        assertThat(ids()).isEmpty();
    }

    @Test
    void aCrashBetweenCommitAndWakingKeepsTheWholeGroupAndTellsNobody() {
        save("one", 1);
        save("two", 1);
        loop.catchUp();
        loop.pass(DELAY.minusNanos(1));
        seen.clear();
        loop.schedule(Duration.ofNanos(1), () -> {
            store.crash();
            seen.add("crashed");
        });

        loop.pass(Duration.ofMinutes(1));

        assertThat(seen).containsExactly("made one", "made two", "crashed");
        store = open();
        assertThat(ids()).containsExactly("one", "two");
    }

    @Test
    void whatWaitsWhenAProcessCrashesIsNeverCalledBackAndNeitherIsWhatItAsksForThen() {
        save("one", 1);
        observe("reading", store.read(reading -> 1));
        store.crash();
        save("two", 1);
        observe("later reading", store.read(reading -> 1));
        observe("incarnation", store.startIncarnation());

        loop.pass(Duration.ofMinutes(1));

        assertThat(seen).isEmpty();
    }

    @Test
    void theStoreAfterACrashGoesOnWithNumbersAndIncarnations() {
        observe("first", store.startIncarnation().thenAccept(number -> seen.add("incarnation " + number)));
        observe("order", store.write(transaction -> transaction.orders().nextNumber()));
        loop.pass(DELAY);
        store.crash();
        store = open();
        seen.clear();

        store.startIncarnation().thenAccept(number -> seen.add("incarnation " + number));
        store.write(transaction -> transaction.orders().nextNumber()).thenAccept(number -> seen.add("order " + number));
        loop.pass(DELAY);

        assertThat(seen).containsExactly("incarnation 2", "order 2");
    }

    @Test
    void aGroupThatFailsKeepsNothingAndSaysWhyAndTheNextOneIsKept() {
        unusual.add(new Commit(DELAY, Ending.OUT_OF_SPACE));
        save("one", 1);
        save("two", 1);
        loop.pass(DELAY);
        unusual.add(new Commit(DELAY, Ending.FAILED));
        save("three", 1);
        loop.pass(DELAY);
        save("four", 1);
        loop.pass(DELAY);

        assertThat(seen)
                .containsExactly(
                        "failed one: OUT_OF_SPACE",
                        "failed two: OUT_OF_SPACE",
                        "failed three: FAILED",
                        "made four",
                        "committed four",
                        "woke four for 1",
                        "acknowledged four");
        assertThat(ids()).containsExactly("four");
    }

    @Test
    void aChangeThatThrowsFailsAloneInItsGroup() {
        save("one", 1);
        observe(
                "two",
                store.write(
                        transaction -> {
                            transaction.instances().save(box("two"));
                            transaction.aspects().save(bandwidth("two", 1));
                            throw new IllegalStateException("no");
                        },
                        outcome -> seen.add("committed two")));
        save("three", 1);

        loop.pass(DELAY);

        assertThat(seen).contains("acknowledged one", "failed two: IllegalStateException", "acknowledged three");
        assertThat(seen).doesNotContain("committed two", "woke two for 1");
        assertThat(ids()).containsExactly("one", "three");
    }

    @Test
    void whatIsBeyondTheQueueIsTurnedAwayAtOnceAndTheQueueEmptiesAgain() {
        for (int i = 0; i < MemoryStore.QUEUE_MAX; i++) {
            var unused = store.write(transaction -> true);
        }
        save("one", 1);
        assertThat(seen).containsExactly("failed one: OVERLOADED");
        assertThat(ids()).isEmpty();

        loop.pass(DELAY.multipliedBy(MemoryStore.QUEUE_MAX / MemoryStore.GROUP_MAX));
        save("two", 1);
        loop.pass(DELAY);

        assertThat(ids()).containsExactly("two");
    }

    @Test
    void closingWaitsForWhatWasAskedForAndTurnsAwayWhatComesLater() {
        save("one", 1);
        observe("reading", store.read(reading -> 1));
        observe("close", store.close());
        save("two", 1);
        assertThat(seen).containsExactly("failed two: CLOSED");

        loop.pass(DELAY);

        assertThat(seen)
                .containsExactly(
                        "failed two: CLOSED",
                        "acknowledged reading",
                        "made one",
                        "committed one",
                        "woke one for 1",
                        "acknowledged one",
                        "acknowledged close");
    }

    @Test
    void aLoopThatHasEndedTurnsEverythingAway() {
        loop.end();

        save("one", 1);
        observe("reading", store.read(reading -> 1));

        assertThat(seen).containsExactly("failed one: CLOSED", "failed reading: CLOSED");
    }

    @Test
    void whoeverIsToldMayAskForMoreAndTheStackDoesNotGrow() {
        int[] left = {100_000};
        askAgain(left);

        loop.pass(DELAY.multipliedBy(200_000));

        assertThat(left[0]).isZero();
    }

    private void askAgain(int[] left) {
        store.write(transaction -> true).thenAccept(done -> {
            left[0]--;
            if (left[0] > 0) {
                askAgain(left);
            }
        });
    }
}
