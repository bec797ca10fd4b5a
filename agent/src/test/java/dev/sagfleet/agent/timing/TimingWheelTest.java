package dev.sagfleet.agent.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingWheelTest {
    private static final long TICK = 20_000_000;
    private static final long BEYOND_THE_WHEEL = 5_000 * TICK;

    /** Becomes due when it is told, and notes when it was called. */
    private static final class Alarm extends Timer {
        private final List<Long> calls = new ArrayList<>();
        private long dueAtNanos = NEVER;
        private long againAfterNanos = NEVER;

        @Override
        protected long dueAtNanos() {
            return dueAtNanos;
        }

        @Override
        protected void onDue(long nowNanos) {
            calls.add(nowNanos);
            dueAtNanos = againAfterNanos == NEVER ? NEVER : nowNanos + againAfterNanos;
        }

        void set(TimingWheel wheel, long nanos) {
            dueAtNanos = nanos;
            wheel.schedule(this);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, TICK - 1, TICK, TICK + 1, 1_000 * TICK, 1_023 * TICK, 1_024 * TICK, BEYOND_THE_WHEEL})
    void callsOnceItIsDueAndWithinOneTick(long dueNanos) {
        long origin = Long.MAX_VALUE - 100 * TICK;
        var wheel = new TimingWheel(Duration.ofNanos(TICK), origin);
        var alarm = new Alarm();
        alarm.set(wheel, origin + dueNanos);

        for (long now = origin; alarm.calls.isEmpty(); now += TICK) {
            assertThat(now - origin).isLessThanOrEqualTo(dueNanos + 2 * TICK);
            wheel.turn(now);
        }

        assertThat(alarm.calls.get(0) - origin).isBetween(dueNanos, Math.max(dueNanos + TICK - 1, TICK));
    }

    @Test
    void callsAgainAsOftenAsItIsDue() {
        var wheel = new TimingWheel(Duration.ofNanos(TICK), 0);
        var alarm = new Alarm();
        alarm.againAfterNanos = 3 * TICK;
        alarm.set(wheel, TICK);

        for (long now = 0; now <= 10 * TICK; now += TICK) {
            wheel.turn(now);
        }

        assertThat(alarm.calls).containsExactly(TICK, 4 * TICK, 7 * TICK, 10 * TICK);
    }

    @Test
    void callsEverythingThatCameDueWhileTheLoopWasBusy() {
        var wheel = new TimingWheel(Duration.ofNanos(TICK), 0);
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            alarms.add(new Alarm());
            alarms.get(i).set(wheel, i * TICK);
        }

        wheel.turn(5_000 * TICK);

        assertThat(alarms).allSatisfy(alarm -> assertThat(alarm.calls).containsExactly(5_000 * TICK));
    }

    @Test
    void doesNotCallWhatWasCancelledByAnotherOfTheSameTick() {
        var wheel = new TimingWheel(Duration.ofNanos(TICK), 0);
        var second = new Alarm();
        var first = new Timer() {
            @Override
            protected long dueAtNanos() {
                return TICK;
            }

            @Override
            protected void onDue(long nowNanos) {
                second.dueAtNanos = NEVER;
                wheel.cancel(second);
            }
        };
        wheel.schedule(first);
        second.set(wheel, TICK);

        wheel.turn(TICK);

        assertThat(second.calls).isEmpty();
    }

    @Test
    void keepsWhatIsDueThroughAnyChangesOfMind() {
        long seed = 20_261_122;
        var random = new SplittableRandom(seed);
        var wheel = new TimingWheel(Duration.ofNanos(TICK), 0);
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            alarms.add(new Alarm());
        }
        for (long now = 0; now < 20_000 * TICK; now += TICK) {
            wheel.turn(now);
            for (Alarm alarm : alarms) {
                assertThat(alarm.dueAtNanos).as("seed %d", seed).isGreaterThan(now);
            }
            for (int i = 0; i < 5; i++) {
                Alarm alarm = alarms.get(random.nextInt(alarms.size()));
                switch (random.nextInt(4)) {
                    case 0 -> {
                        alarm.dueAtNanos = Timer.NEVER;
                        wheel.cancel(alarm);
                    }
                    // Later than it was shows by itself.
                    case 1 -> alarm.dueAtNanos = Math.max(alarm.dueAtNanos, now + random.nextLong(1, 3_000 * TICK));
                    default -> alarm.set(wheel, now + random.nextLong(1, 3_000 * TICK));
                }
            }
        }
    }

    @Test
    void wantsATickThatTakesTime() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimingWheel(Duration.ZERO, 0));
    }
}
