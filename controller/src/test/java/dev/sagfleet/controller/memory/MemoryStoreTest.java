package dev.sagfleet.controller.memory;

import static dev.sagfleet.controller.contract.Samples.bandwidth;
import static dev.sagfleet.controller.contract.Samples.box;
import static dev.sagfleet.controller.memory.DrivenStore.DELAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.timing.ManualLoop;
import dev.sagfleet.controller.memory.CommitConditions.Commit;
import dev.sagfleet.controller.memory.CommitConditions.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a store in memory does what, on a loop that is driven by hand. */
class MemoryStoreTest {
    private final DrivenStore driven = new DrivenStore();
    private final ManualLoop loop = driven.loop;
    private final List<String> seen = driven.seen;

    @Test
    void aChangeIsMadeAndSeenOnceTheDelayOfItsCommitIsOver() {
        driven.save("one", 1);
        assertThat(driven.ids()).isEmpty();

        loop.pass(DELAY.minusNanos(1));
        assertThat(driven.ids()).isEmpty();
        assertThat(seen).isEmpty();

        loop.pass(Duration.ofNanos(1));
        assertThat(driven.ids()).containsExactly("one");
        assertThat(seen).containsExactly("made one", "committed one", "woke one for 1", "acknowledged one");
    }

    @Test
    void nothingHappensWithinTheCallEvenWithoutADelay() {
        driven.reopen(CommitConditions.steady(Duration.ZERO));

        driven.save("one", 1);
        assertThat(seen).isEmpty();

        loop.catchUp();
        assertThat(seen).containsExactly("made one", "committed one", "woke one for 1", "acknowledged one");
    }

    @Test
    void whereTurnsAreJoinedACommitIsOneTaskAndAQueryNone() {
        driven.reopen(CommitConditions.prompt(DELAY));

        driven.save("one", 1);
        assertThat(driven.idsNow()).isEmpty();
        driven.save("two", 1);
        loop.pass(DELAY);

        assertThat(seen)
                .containsExactly(
                        "made one",
                        "made two",
                        "committed one",
                        "woke one for 1",
                        "acknowledged one",
                        "committed two",
                        "woke two for 1",
                        "acknowledged two");
        assertThat(driven.idsNow()).containsExactly("one", "two");
    }

    @Test
    void whatIsAskedForMeanwhileSharesTheCommitAndWhatComesAfterItWaitsForTheNext() {
        driven.save("one", 1);
        loop.pass(DELAY.dividedBy(2));
        driven.save("two", 1);
        loop.pass(DELAY.dividedBy(2));
        assertThat(driven.ids()).containsExactly("one", "two");

        driven.save("three", 1);
        loop.pass(DELAY.minusNanos(1));
        assertThat(driven.ids()).containsExactly("one", "two");
        loop.pass(Duration.ofNanos(1));
        assertThat(driven.ids()).containsExactly("one", "three", "two");
    }

    @Test
    void aCommitTakesABoundedNumberOfChangesAndTheNextOneTheRest() {
        for (int i = 0; i < MemoryStore.GROUP_MAX + 1; i++) {
            driven.save("sag-" + i, 1);
        }

        loop.pass(DELAY);
        assertThat(driven.ids()).hasSize(MemoryStore.GROUP_MAX);

        loop.pass(DELAY);
        assertThat(driven.ids()).hasSize(MemoryStore.GROUP_MAX + 1);
    }

    @Test
    void aSlowCommitHoldsUpThoseBehindIt() {
        driven.unusual.add(new Commit(Duration.ofSeconds(3), Ending.KEPT));
        driven.save("one", 1);
        loop.pass(Duration.ofMillis(2_999));
        driven.save("two", 1);
        assertThat(seen).isEmpty();

        loop.pass(Duration.ofMillis(1));

        assertThat(seen).contains("acknowledged one", "acknowledged two");
    }

    @Test
    void aCommitGoesBetweenTheQueriesThatWait() {
        driven.reopen(CommitConditions.steady(Duration.ZERO));
        for (int i = 0; i < 100; i++) {
            driven.observe("reading " + i, driven.store.read(reading -> 1));
        }
        driven.save("one", 1);

        loop.catchUp();

        assertThat(seen).hasSize(104);
        assertThat(seen.indexOf("made one")).isLessThanOrEqualTo(2);
        assertThat(seen.indexOf("acknowledged one") - seen.indexOf("made one")).isLessThanOrEqualTo(4);
    }

    @Test
    void queriesAreAnsweredInTheirOrder() {
        for (int i = 0; i < 3; i++) {
            driven.observe("reading " + i, driven.store.read(reading -> 1));
        }

        loop.catchUp();

        assertThat(seen).containsExactly("acknowledged reading 0", "acknowledged reading 1", "acknowledged reading 2");
    }

    @Test
    void aGroupThatFailsKeepsNothingAndSaysWhyAndTheNextOneIsKept() {
        driven.unusual.add(new Commit(DELAY, Ending.OUT_OF_SPACE));
        driven.save("one", 1);
        driven.save("two", 1);
        loop.pass(DELAY);
        driven.unusual.add(new Commit(DELAY, Ending.FAILED));
        driven.save("three", 1);
        loop.pass(DELAY);
        driven.save("four", 1);
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
        assertThat(driven.ids()).containsExactly("four");
    }

    @Test
    void aChangeThatThrowsFailsAloneInItsGroup() {
        driven.save("one", 1);
        driven.observe(
                "two",
                driven.store.write(
                        transaction -> {
                            transaction.instances().save(box("two"));
                            transaction.aspects().save(bandwidth("two", 1));
                            throw new IllegalStateException("no");
                        },
                        outcome -> seen.add("committed two")));
        driven.save("three", 1);

        loop.pass(DELAY);

        assertThat(seen).contains("acknowledged one", "failed two: IllegalStateException", "acknowledged three");
        assertThat(seen).doesNotContain("committed two", "woke two for 1");
        assertThat(driven.ids()).containsExactly("one", "three");
    }

    @Test
    void whatIsBeyondTheQueueIsTurnedAwayAtOnceAndTheQueueEmptiesAgain() {
        for (int i = 0; i < MemoryStore.QUEUE_MAX; i++) {
            var unused = driven.store.write(transaction -> true);
        }
        driven.save("one", 1);
        assertThat(seen).containsExactly("failed one: OVERLOADED");
        assertThat(driven.ids()).isEmpty();

        loop.pass(DELAY.multipliedBy(MemoryStore.QUEUE_MAX / MemoryStore.GROUP_MAX));
        driven.save("two", 1);
        loop.pass(DELAY);

        assertThat(driven.ids()).containsExactly("two");
    }

    @Test
    void closingWaitsForWhatWasAskedForAndTurnsAwayWhatComesLater() {
        driven.save("one", 1);
        driven.observe("reading", driven.store.read(reading -> 1));
        driven.observe("close", driven.store.close());
        driven.save("two", 1);
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

        driven.save("one", 1);
        driven.observe("reading", driven.store.read(reading -> 1));

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
        driven.store.write(transaction -> true).thenAccept(done -> {
            left[0]--;
            if (left[0] > 0) {
                askAgain(left);
            }
        });
    }
}
