package dev.sagfleet.agent.shaping;

import static dev.sagfleet.agent.shaping.VirtualLine.MILLI_NANOS;
import static dev.sagfleet.agent.shaping.VirtualLine.SECOND_NANOS;
import static dev.sagfleet.agent.shaping.VirtualLine.SEED;
import static dev.sagfleet.agent.shaping.VirtualLine.kilobits;
import static dev.sagfleet.agent.shaping.VirtualLine.megabits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets how much of a line that is too narrow for all, in virtual time. */
class ShapedDirectionFairnessTest {
    private static final Percentage NEARLY = Percentage.withPercentage(2);
    private static final long LINE_KILOBITS = 20_000;

    @ParameterizedTest
    @ValueSource(longs = {2_000, 20_000, 500_000})
    void flowsThatAlwaysHaveMoreGetTheSameWhateverTheirPieces(long kilobits) {
        VirtualLine line = VirtualLine.late(kilobits(kilobits));
        Sender whole = Sender.other(line);
        int quantum = line.direction.quantumBytes(whole);
        List<Sender> senders = List.of(
                Sender.other(line),
                Sender.bulk(line, false, 50_000),
                Sender.ofPieces(line, () -> 100),
                Sender.ofPieces(line, () -> 1_000),
                Sender.ofPieces(line, () -> 1 + line.random.nextInt(quantum)),
                Sender.ofPieces(line, () -> quantum / 2 + 1));

        line.run(10 * SECOND_NANOS);

        assertThat(senders).extracting(Sender::passedBytes).allSatisfy(bytes -> assertThat(bytes)
                .as("seed %d", SEED)
                .isCloseTo(whole.passedBytes(), within(slack(kilobits))));
    }

    /** 2 % of what each of seven gets in 10 s. */
    private static long slack(long kilobits) {
        return 10 * kilobits * 125 / 7 / 50;
    }

    @Test
    void smallPiecesGetAsMuchAsWholeQuanta() {
        for (int bytes : new int[] {100, 1_000, 4_001}) {
            VirtualLine line = VirtualLine.late(kilobits(LINE_KILOBITS));
            Sender whole = Sender.other(line);
            Sender pieces = Sender.ofPieces(line, () -> bytes);

            line.run(10 * SECOND_NANOS);

            assertThat(pieces.passedBytes()).as("seed %d", SEED).isCloseTo(whole.passedBytes(), NEARLY);
        }
    }

    @Test
    void aHundredFlowsShareALineEvenly() {
        VirtualLine line = VirtualLine.late(kilobits(LINE_KILOBITS));
        List<Sender> senders = Stream.generate(() -> Sender.bulk(line, false, MILLI_NANOS))
                .limit(100)
                .toList();

        line.run(10 * SECOND_NANOS);

        double sum = senders.stream().mapToDouble(Sender::passedBytes).sum();
        double squares = senders.stream()
                .mapToDouble(sender -> (double) sender.passedBytes() * sender.passedBytes())
                .sum();
        assertThat(sum * sum / (senders.size() * squares)).as("seed %d", SEED).isGreaterThan(0.99);
    }

    /**
     * A quantum takes 2.5 ms here, and what is typed 0.08 ms. Among flows of both classes it may be one more, where the
     * class as a whole has just had its turn.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void aKeystrokeWaitsAQuantumOfEachOtherFlowAtMostAndItsOwn(int bulkFlows) {
        for (int accelerated = 0; accelerated <= bulkFlows; accelerated++) {
            VirtualLine line = VirtualLine.punctual(kilobits(LINE_KILOBITS, LINE_KILOBITS));
            for (int i = 0; i < bulkFlows; i++) {
                Sender.bulk(line, i < accelerated, 100_000);
            }
            Sender interactive = Sender.interactive(line, 200, 20 * MILLI_NANOS);
            boolean isMixed = bulkFlows > 1 && accelerated > 0;

            line.run(30 * SECOND_NANOS);

            assertThat(interactive.longestWaitNanos())
                    .as("%d accelerated, seed %d", accelerated, SEED)
                    .isLessThanOrEqualTo((bulkFlows + (isMixed ? 2 : 1)) * 2_500_000L + 80_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Limit for acceleration in per mille of the line, accelerated and other flows, what the former get together.
        "900, 1, 1, 500",
        "900, 1, 2, 333",
        "900, 1, 5, 167",
        "900, 1, 20, 48",
        "900, 9, 1, 900",
        "900, 4, 4, 500",
        "2000, 1, 3, 250",
        "300, 1, 1, 300",
        "300, 5, 5, 300",
        "300, 20, 20, 300",
        "100, 1, 1, 100",
        "100, 1, 5, 100",
        "100, 1, 9, 100",
        "100, 3, 5, 100",
        "100, 1, 19, 50"
    })
    void acceleratedFlowsGetTheirShareOfTheLineOrTheirLimit(int limit, int accelerated, int others, int expected) {
        for (long lateNanosMax : new long[] {0, 50_000}) {
            VirtualLine line = VirtualLine.punctual(kilobits(LINE_KILOBITS, LINE_KILOBITS * limit / 1_000));
            List<Sender> fast = Stream.generate(() -> Sender.bulk(line, true, lateNanosMax))
                    .limit(accelerated)
                    .toList();
            List<Sender> slow = Stream.generate(() -> Sender.bulk(line, false, lateNanosMax))
                    .limit(others)
                    .toList();

            line.run(20 * SECOND_NANOS);

            long all = 20 * LINE_KILOBITS * 125;
            assertThat(perMille(fast, all)).as("seed %d", SEED).allSatisfy(share -> assertThat(share)
                    .isCloseTo((double) expected / accelerated, NEARLY));
            assertThat(perMille(slow, all)).as("seed %d", SEED).allSatisfy(share -> assertThat(share)
                    .isCloseTo((1_000.0 - expected) / others, NEARLY));
        }
    }

    private static List<Double> perMille(List<Sender> senders, long allBytes) {
        return senders.stream()
                .map(sender -> 1_000.0 * sender.passedBytes() / allBytes)
                .toList();
    }

    @Test
    void aShortLimitForAccelerationHoldsUpNobodyElse() {
        VirtualLine line = VirtualLine.punctual(kilobits(LINE_KILOBITS, 64));
        Sender.accelerated(line);
        Sender interactive = Sender.interactive(line, 200, 20 * MILLI_NANOS);

        line.run(10 * SECOND_NANOS);

        // At most until a frame of the accelerated flow has passed.
        assertThat(interactive.longestWaitNanos()).isLessThanOrEqualTo(MILLI_NANOS);
    }

    @Test
    void whatAcceleratedFlowsCouldNotUseForLongIsNotMadeUpForLater() {
        VirtualLine line = VirtualLine.punctual(kilobits(LINE_KILOBITS, 64));
        Sender accelerated = Sender.accelerated(line);
        Sender other = Sender.other(line);
        line.run(60 * SECOND_NANOS);

        line.setRates(kilobits(LINE_KILOBITS, LINE_KILOBITS));
        long acceleratedBefore = accelerated.passedBytes();
        long otherBefore = other.passedBytes();
        line.run(SECOND_NANOS);

        assertThat(accelerated.passedBytes() - acceleratedBefore).isCloseTo(other.passedBytes() - otherBefore, NEARLY);
    }

    @Test
    void aFlowThatWasIdleForLongTakesNoMoreThanTheOthers() {
        VirtualLine line = VirtualLine.punctual(megabits(20));
        Sender busy = Sender.other(line);
        Sender idle = Sender.ofPieces(line, () -> 100);
        idle.pause();
        line.run(60 * SECOND_NANOS);

        long before = busy.passedBytes();
        long idleBefore = idle.passedBytes();
        idle.begin(() -> 100, 0);
        line.run(SECOND_NANOS);

        assertThat(idle.passedBytes() - idleBefore).isCloseTo(busy.passedBytes() - before, NEARLY);
    }
}
