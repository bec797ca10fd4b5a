package dev.sagfleet.agent.shaping;

import static dev.sagfleet.agent.shaping.VirtualLine.MILLI_NANOS;
import static dev.sagfleet.agent.shaping.VirtualLine.SECOND_NANOS;
import static dev.sagfleet.agent.shaping.VirtualLine.SEED;
import static dev.sagfleet.agent.shaping.VirtualLine.kilobits;
import static dev.sagfleet.agent.shaping.VirtualLine.megabits;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much passes, in virtual time; the bound over all windows is checked by the line at every release. */
class ShapedDirectionRateTest {
    @ParameterizedTest
    @ValueSource(longs = {64, 2_000, 20_000, 50_000, 500_000})
    void tenSecondsPassTheRateThoughTheTimerIsLate(long kilobits) {
        for (int flows : new int[] {1, 3, 50}) {
            VirtualLine line = VirtualLine.late(kilobits(kilobits));
            long quantum = join(line, flows);

            line.run(10 * SECOND_NANOS);

            long rateBytes = 10 * kilobits * 125;
            assertThat(line.passedBytes())
                    .as("%d flows, seed %d", flows, SEED)
                    .isBetween(rateBytes - rateBytes / 1_000 - quantum, rateBytes + rateBytes / 1_000 + quantum);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 2_000, 20_000, 50_000, 500_000})
    void aPunctualTimerPassesTheRateToWithinAQuantum(long kilobits) {
        VirtualLine line = VirtualLine.punctual(kilobits(kilobits));
        long quantum = join(line, 1);

        line.run(10 * SECOND_NANOS);

        long rateBytes = 10 * kilobits * 125;
        assertThat(line.passedBytes()).isBetween(rateBytes - quantum, rateBytes + quantum);
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 2_000, 20_000, 50_000, 500_000})
    void acceleratedTrafficPassesItsLimitThoughTheTimerIsLate(long kilobits) {
        VirtualLine line = VirtualLine.late(kilobits(2 * kilobits, kilobits));
        Sender sender = Sender.accelerated(line);

        line.run(10 * SECOND_NANOS);

        long rateBytes = 10 * kilobits * 125;
        long slack = rateBytes / 1_000 + line.direction.quantumBytes(sender);
        assertThat(sender.passedBytes()).as("seed %d", SEED).isBetween(rateBytes - slack, rateBytes + slack);
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 2_000, 20_000, 50_000, 500_000})
    void theFirstSecondAfterAPausePassesAQuantumAboveTheRate(long kilobits) {
        VirtualLine line = VirtualLine.late(kilobits(kilobits));
        Sender sender = Sender.other(line);
        line.run(3 * SECOND_NANOS);
        sender.pause();
        line.run(2 * SECOND_NANOS);

        long before = line.passedBytes();
        long quantum = line.direction.quantumBytes(sender);
        sender.begin(() -> line.direction.quantumBytes(sender), 0);
        line.run(SECOND_NANOS);

        assertThat(line.passedBytes() - before).as("seed %d", SEED).isLessThanOrEqualTo(kilobits * 125 + quantum);
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 2_000, 20_000, 50_000, 500_000})
    void theFirstAcceleratedSecondAfterAPausePassesAQuantumAboveTheLimit(long kilobits) {
        VirtualLine line = VirtualLine.late(kilobits(4 * kilobits, kilobits));
        Sender.other(line);
        Sender sender = Sender.accelerated(line);
        line.run(3 * SECOND_NANOS);
        sender.pause();
        line.run(2 * SECOND_NANOS);

        long before = sender.passedBytes();
        long quantum = line.direction.quantumBytes(sender);
        sender.begin(() -> line.direction.quantumBytes(sender), 0);
        line.run(SECOND_NANOS);

        assertThat(sender.passedBytes() - before).as("seed %d", SEED).isLessThanOrEqualTo(kilobits * 125 + quantum);
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 2_000, 20_000, 50_000, 500_000})
    void theFirstSecondOfForwardingPassesAQuantumAboveTheRate(long kilobits) {
        VirtualLine line = VirtualLine.late(kilobits(kilobits, 2 * kilobits));
        Sender sender = Sender.other(line);
        Sender.accelerated(line);
        line.run(SECOND_NANOS);
        line.setForwarding(false);
        line.run(2 * SECOND_NANOS);

        long before = line.passedBytes();
        line.setForwarding(true);
        line.run(SECOND_NANOS);

        assertThat(line.passedBytes() - before)
                .as("seed %d", SEED)
                .isLessThanOrEqualTo(kilobits * 125 + line.direction.quantumBytes(sender));
    }

    @Test
    void aHigherRateIsThereAtOnce() {
        VirtualLine line = VirtualLine.punctual(megabits(2));
        Sender sender = Sender.other(line);
        line.run(SECOND_NANOS + MILLI_NANOS / 10);
        long dueAtNanos = line.direction.dueAtNanos();

        long before = line.passedBytes();
        line.setRates(megabits(50));

        assertThat(line.direction.dueAtNanos()).isLessThan(Math.min(dueAtNanos, line.nowNanos() + MILLI_NANOS));
        line.run(SECOND_NANOS);
        assertThat(line.passedBytes() - before).isGreaterThanOrEqualTo(6_250_000 - line.direction.quantumBytes(sender));
    }

    @Test
    void aLowerRateIsThereAtOnceWithoutABurst() {
        VirtualLine line = VirtualLine.late(megabits(50));
        Sender sender = Sender.other(line);
        line.run(SECOND_NANOS);

        long before = line.passedBytes();
        line.setRates(megabits(2));
        line.forgetWindows();
        line.run(SECOND_NANOS);

        assertThat(line.passedBytes() - before).isBetween(250_000L - 3_028, 250_000L + 3_028);
        assertThat(line.direction.quantumBytes(sender)).isEqualTo(1_514);
    }

    @Test
    void aLimitForAccelerationAboveThatOfTheInstanceIsOverruled() {
        VirtualLine line = VirtualLine.punctual(kilobits(20_000, 50_000));
        Sender sender = Sender.accelerated(line);

        line.run(10 * SECOND_NANOS);

        long slack = line.direction.quantumBytes(sender);
        assertThat(sender.passedBytes()).isBetween(25_000_000 - slack, 25_000_000 + slack);
    }

    @Test
    void theTimerIsNotWokenWithoutNeed() {
        for (boolean accelerating : new boolean[] {false, true}) {
            VirtualLine line = VirtualLine.punctual(accelerating ? kilobits(20_000, 7_000) : kilobits(20_000));
            Sender.other(line);
            Sender.other(line);
            Sender.accelerated(line);

            line.run(10 * SECOND_NANOS);

            // Each wait ends in a pass, or in the turn of a flow of the other class.
            assertThat(line.serves()).isLessThanOrEqualTo(line.passes() * (accelerating ? 2 : 1));
        }
    }

    private static long join(VirtualLine line, int flows) {
        List<Sender> senders =
                Stream.generate(() -> Sender.other(line)).limit(flows).toList();
        return line.direction.quantumBytes(senders.get(0));
    }
}
