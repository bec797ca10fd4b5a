package dev.sagfleet.simulator.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private record Added(long atMillis, long number) {}

    /** Adds numbers at random times of at most so many days. */
    private static List<Added> added(Track track, long seed, int days) {
        var random = new Random(seed);
        List<Added> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            var one = new Added(random.nextLong(Duration.ofDays(days).toMillis()), random.nextInt(1, 50));
            track.add(one.atMillis(), one.number());
            all.add(one);
        }
        return all;
    }

    @Test
    void aSumUntilASlotEndsIsExactHoweverLongItTakes() {
        for (int seed = 0; seed < 40; seed++) {
            var track = new Track(Track.Rule.SUM);
            List<Added> all = added(track, seed, 1 + 5 * seed);
            long width = 2 * track.widthMillis();

            long[] until = track.until(width, 400);

            for (int slot = 0; slot < 400; slot++) {
                long end = (slot + 1) * width;
                long expected = all.stream()
                        .filter(one -> one.atMillis() < end)
                        .mapToLong(Added::number)
                        .sum();
                assertThat(until[slot]).as("seed %d, slot %d", seed, slot).isEqualTo(expected);
            }
        }
    }

    @Test
    void theMostLastsAsLongAsItLasted() {
        var track = new Track(Track.Rule.MOST);
        track.addFrom(0, 2 * MINUTE, 0);
        track.addFrom(2 * MINUTE, 5 * MINUTE - 1, 7);
        track.addFrom(5 * MINUTE, 5 * MINUTE + 1, 3);

        assertThat(track.in(MINUTE, 8)).containsExactly(0, 0, 7, 7, 7, 3, 0, 0);
        assertThat(track.in(4 * MINUTE, 2)).containsExactly(7, 7);
        assertThat(track.endMillis()).isEqualTo(6 * MINUTE);
    }

    @Test
    void stepsAreThoseThatAPersonWouldChoose() {
        assertThat(Slots.few(MINUTE, 150 * MINUTE)).isEqualTo(new Slots(MINUTE, 150));
        assertThat(Slots.few(MINUTE, 201 * MINUTE)).isEqualTo(new Slots(2 * MINUTE, 101));
        assertThat(Slots.few(MINUTE, 500 * MINUTE)).isEqualTo(new Slots(5 * MINUTE, 100));
        assertThat(Slots.few(5 * MINUTE, Duration.ofDays(8).toMillis())).isEqualTo(new Slots(60 * MINUTE, 192));
        assertThat(Slots.few(MINUTE, Duration.ofDays(90).toMillis())).isEqualTo(new Slots(720 * MINUTE, 180));
        assertThat(Slots.few(MINUTE, Duration.ofDays(100_000).toMillis()).count())
                .isBetween(100, 200);
    }

    @Test
    void whateverIsKeptFitsIntoEachStepThatIsShown() {
        long kept = Widths.LEAST_MILLIS;
        for (int i = 0; i < 12; i++) {
            for (long days = 1; days < 20_000; days += 1 + days / 8) {
                long shown = Widths.shown(kept, Duration.ofDays(days).toMillis(), 200);
                assertThat(shown % kept).as("%d ms in %d ms", kept, shown).isZero();
            }
            assertThat(Widths.keptAfter(kept) % kept).isZero();
            kept = Widths.keptAfter(kept);
        }
    }

    @Test
    void twoTogetherAreTheSumOfBothInAnyOrder() {
        for (int seed = 0; seed < 20; seed++) {
            var one = new Track(Track.Rule.SUM);
            var other = new Track(Track.Rule.SUM);
            added(one, seed, 1);
            added(other, seed + 100, 1 + 20 * (seed % 3));
            var sum = new Track(Track.Rule.SUM);
            var reverse = new Track(Track.Rule.SUM);
            sum.addAll(one);
            sum.addAll(other);
            reverse.addAll(other);
            reverse.addAll(one);

            long width = sum.widthMillis();
            long[] expected = one.until(width, 1600);
            long[] more = other.until(width, 1600);
            for (int slot = 0; slot < expected.length; slot++) {
                expected[slot] += more[slot];
            }
            assertThat(sum.until(width, 1600)).as("seed %d", seed).isEqualTo(expected);
            assertThat(reverse.until(width, 1600)).as("seed %d", seed).isEqualTo(expected);
        }
    }
}
