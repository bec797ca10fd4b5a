package dev.sagfleet.controller.memory;

import static dev.sagfleet.controller.memory.DrivenStore.DELAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.timing.ManualLoop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of a store in memory whose process crashes, on a loop that is driven by hand. */
class MemoryStoreCrashTest {
    private final DrivenStore driven = new DrivenStore();
    private final ManualLoop loop = driven.loop;
    private final List<String> seen = driven.seen;

    @Test
    void aCrashBeforeTheCommitLosesTheWholeGroupAndTellsNobody() {
        driven.save("one", 1);
        driven.save("two", 1);
        driven.ids();
        loop.pass(DELAY.minusNanos(1));

        driven.store.crash();
        loop.pass(Duration.ofMinutes(1));

        assertThat(seen).isEmpty();
        driven.reopen();
        assertThat(driven.ids()).isEmpty();
    }

    @Test
    void aCrashBetweenCommitAndWakingKeepsTheWholeGroupAndTellsNobody() {
        driven.save("one", 1);
        driven.save("two", 1);
        loop.catchUp();
        loop.pass(DELAY.minusNanos(1));
        seen.clear();
        loop.schedule(Duration.ofNanos(1), () -> {
            driven.store.crash();
            seen.add("crashed");
        });

        loop.pass(Duration.ofMinutes(1));

        assertThat(seen).containsExactly("made one", "made two", "crashed");
        driven.reopen();
        assertThat(driven.ids()).containsExactly("one", "two");
    }

    @Test
    void whatWaitsWhenAProcessCrashesIsNeverCalledBackAndNeitherIsWhatItAsksForThen() {
        driven.save("one", 1);
        driven.observe("reading", driven.store.read(reading -> 1));
        driven.store.crash();
        driven.save("two", 1);
        driven.observe("later reading", driven.store.read(reading -> 1));
        driven.observe("incarnation", driven.store.startIncarnation());

        loop.pass(Duration.ofMinutes(1));

        assertThat(seen).isEmpty();
    }

    @Test
    void theStoreAfterACrashGoesOnWithNumbersAndIncarnations() {
        driven.observe(
                "first", driven.store.startIncarnation().thenAccept(number -> seen.add("incarnation " + number)));
        driven.observe(
                "order", driven.store.write(transaction -> transaction.orders().nextNumber()));
        loop.pass(DELAY);
        driven.store.crash();
        driven.reopen();
        seen.clear();

        driven.store.startIncarnation().thenAccept(number -> seen.add("incarnation " + number));
        driven.store
                .write(transaction -> transaction.orders().nextNumber())
                .thenAccept(number -> seen.add("order " + number));
        loop.pass(DELAY);

        assertThat(seen).containsExactly("incarnation 2", "order 2");
    }
}
