package dev.sagfleet.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> done = new ArrayList<>();

    private void schedule(String name, Duration delay) {
        time.schedule(delay.toNanos(), () -> done.add(name + '@' + Duration.ofNanos(time.nowNanos())));
    }

    @Test
    void tasksRunWhenTheyAreDueAndTheClockStandsAtTheEnd() {
        schedule("second", Duration.ofSeconds(2));
        schedule("first", Duration.ofSeconds(1));
        schedule("third", Duration.ofSeconds(3));

        time.advance(Duration.ofMillis(2_500));

        assertThat(done).containsExactly("first@PT1S", "second@PT2S");
        assertThat(time.instant()).isEqualTo(VirtualTime.BEGINNING.plusMillis(2_500));
        assertThat(time.millis()).isEqualTo(time.instant().toEpochMilli());
    }

    @Test
    void whatATaskSchedulesForNowComesAfterWhatIsDueNowAlready() {
        time.schedule(0, () -> schedule("inner", Duration.ZERO));
        schedule("outer", Duration.ZERO);

        time.advance(Duration.ZERO);

        assertThat(done).containsExactly("outer@PT0S", "inner@PT0S");
    }

    @Test
    void aMonthInWhichNothingHappensIsNoEvent() {
        time.advance(Duration.ofDays(30));

        assertThat(time.events()).isZero();
    }

    @Test
    void runsUntilSomethingIsSoOrNothingIsLeftOrItTakesTooLong() {
        schedule("one", Duration.ofSeconds(1));
        schedule("two", Duration.ofSeconds(2));

        assertThat(time.runUntil(() -> done.size() == 1, Duration.ofDays(1))).isTrue();
        assertThat(time.runUntil(() -> done.size() == 2, Duration.ofMillis(1))).isFalse();
        assertThat(time.runUntil(() -> done.size() == 3, Duration.ofDays(1))).isFalse();
        assertThat(done).hasSize(2);
    }

    @Test
    void aLoopThatHasEndedDoesNothingMore() {
        var loop = new VirtualLoop(time);
        loop.execute(() -> done.add("executed"));
        loop.schedule(Duration.ofSeconds(1), () -> done.add("scheduled"));
        loop.end();

        time.advance(Duration.ofSeconds(2));
        loop.run(() -> done.add("run"));

        assertThat(done).isEmpty();
    }

    @Test
    void nothingIsScheduledForThePast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> time.schedule(-1, () -> {}))
                .withMessage("delay: -1 ns (expected: 0 or more)");
    }

    @Test
    void theHashOfAJournalIsThatOfItsLines() {
        var journal = new Journal(time, done::add);
        var same = new Journal(time, line -> {});
        assertThat(journal.hash()).isEqualTo(same.hash());

        journal.add("online sag1");
        assertThat(journal.hash()).isNotEqualTo(same.hash());
        same.add("online sag1");

        assertThat(journal.hash()).isEqualTo(same.hash());
        assertThat(done).containsExactly("0 online sag1");
        assertThat(journal.lines()).isEqualTo(1);
    }
}
