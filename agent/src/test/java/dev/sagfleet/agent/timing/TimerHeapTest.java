package dev.sagfleet.agent.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private final TimerHeap heap = new TimerHeap();
    private final List<String> rung = new ArrayList<>();

    private final class Named extends Timer {
        private final String name;
        private long dueNanos;

        Named(String name, long dueNanos) {
            this.name = name;
            this.dueNanos = dueNanos;
        }

        @Override
        protected long dueAtNanos() {
            return dueNanos;
        }

        @Override
        protected void onDue(long nowNanos) {
            rung.add(name + '@' + nowNanos);
            dueNanos = NEVER;
        }
    }

    private Named set(String name, long dueNanos) {
        Named timer = new Named(name, dueNanos);
        heap.schedule(timer);
        return timer;
    }

    private void runAll() {
        while (heap.size() > 0) {
            heap.runFirst(heap.firstDueNanos());
        }
    }

    @Test
    void whatIsDueAtTheSameTimeComesInTheOrderInWhichItWasSet() {
        set("b", 5);
        set("a", 3);
        set("c", 5);
        set("d", 5);

        runAll();

        assertThat(rung).containsExactly("a@3", "b@5", "c@5", "d@5");
        assertThat(heap.firstDueNanos()).isEqualTo(Timer.NEVER);
    }

    @Test
    void aTimerThatIsPutOffShowsByItselfAndOneThatIsBroughtForwardIsSetAgain() {
        Named later = set("later", 3);
        Named sooner = set("sooner", 9);
        later.dueNanos = 7;
        sooner.dueNanos = 2;
        heap.schedule(sooner);

        runAll();

        assertThat(rung).containsExactly("sooner@2", "later@7");
    }

    @Test
    void aTimerThatIsNeverDueOrCancelledIsNotIn() {
        Named cancelled = set("cancelled", 3);
        heap.cancel(cancelled);
        heap.cancel(cancelled);
        Named never = set("never", 4);
        never.dueNanos = Timer.NEVER;
        heap.schedule(never);

        assertThat(heap.size()).isZero();
    }

    /** Against a sorted list. */
    @Test
    void anyOrderOfSettingAndCancellingRingsAsAListThatIsSortedWould() {
        long seed = 20261127;
        Random random = new Random(seed);
        List<Named> all = new ArrayList<>();
        List<Named> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Named timer = set("t" + i, random.nextInt(500));
            all.add(timer);
            expected.add(timer);
            if (random.nextInt(3) == 0) {
                Named gone = all.get(random.nextInt(all.size()));
                heap.cancel(gone);
                expected.remove(gone);
            }
        }
        List<String> sorted = expected.stream()
                .sorted(Comparator.comparingLong((Named timer) -> timer.dueNanos))
                .map(timer -> timer.name + '@' + timer.dueNanos)
                .toList();

        runAll();

        assertThat(rung).as("seed %s", seed).isEqualTo(sorted);
    }
}
