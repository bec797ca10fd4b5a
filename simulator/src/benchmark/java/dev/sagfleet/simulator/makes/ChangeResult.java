package dev.sagfleet.simulator.makes;

import dev.sagfleet.agent.protocol.Bandwidth;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How soon changes of its bandwidth hold for a flow that is open, judged where it arrives.
 *
 * @param low and {@code high} are what it was changed between
 * @param delays from the beginning of each change to the higher one until the flow runs at it, the shortest first
 * @param aboveBytes the most that came above the lower one from when a change to it was done until the next began
 * @param pressure share of the time in which somebody waited for a processor
 */
public record ChangeResult(
        Bandwidth low, Bandwidth high, List<Duration> delays, double aboveBytes, OptionalDouble pressure) {
    /** A change must hold after so long. */
    public static final Duration DELAY_MAX = Duration.ofMillis(10);

    private static final Duration PAUSE = Duration.ofMillis(150);

    /** What tells that a flow runs at the higher rate: half of it over so long. */
    private static final Duration PROOF = Duration.ofMillis(10);

    /** A device whose bandwidth can be changed, with a relay. */
    public interface Line extends AutoCloseable {
        /** Of its relay, which leads to the target. */
        int port();

        /** Changes its bandwidth; returns when that is done. */
        void change(Bandwidth to) throws IOException, InterruptedException;

        @Override
        void close() throws IOException;
    }

    /** Sets up a line to a target, at the lower bandwidth. */
    public interface Setup {
        Line open(InetSocketAddress target) throws IOException, InterruptedException;
    }

    private record Change(long beganNanos, long doneNanos) {}

    public ChangeResult {
        delays = List.copyOf(delays);
    }

    /** Changes it up and down so many times. */
    public static ChangeResult measure(Setup setup, Bandwidth low, Bandwidth high, int rounds)
            throws IOException, InterruptedException {
        List<Change> up = new ArrayList<>();
        List<Change> down = new ArrayList<>();
        try (TrafficTarget target = TrafficTarget.start();
                Line line = setup.open(target.address());
                Receiver receiver = Receiver.start(line.port(), PAUSE.multipliedBy(3L * rounds + 2))) {
            var pressure = new CpuPressure();
            for (int round = 0; round < rounds; round++) {
                pause();
                up.add(change(line, high));
                pause();
                down.add(change(line, low));
            }
            pause();
            OptionalDouble waited = pressure.share();
            Arrivals arrivals = receiver.await();
            return new ChangeResult(low, high, delays(arrivals, up, high), above(arrivals, down, low), waited);
        }
    }

    /** What comes in a while is what is measured. */
    private static void pause() throws InterruptedException {
        Thread.sleep(PAUSE.toMillis());
    }

    private static Change change(Line line, Bandwidth to) throws IOException, InterruptedException {
        long began = System.nanoTime();
        line.change(to);
        return new Change(began, System.nanoTime());
    }

    private static List<Duration> delays(Arrivals arrivals, List<Change> changes, Bandwidth high) {
        return changes.stream()
                .map(change -> delay(arrivals, change, high))
                .sorted()
                .toList();
    }

    /** One that never held counts as long as there was to wait for it. */
    private static Duration delay(Arrivals arrivals, Change change, Bandwidth high) {
        double proofBytes = bytes(high, PROOF) / 2;
        for (int i = arrivals.firstAt(change.beganNanos()); i < arrivals.size(); i++) {
            long at = arrivals.nanos(i);
            if (arrivals.bytesBetween(at, at + PROOF.toNanos()) >= proofBytes) {
                return Duration.ofNanos(at - change.beganNanos());
            }
        }
        return PAUSE;
    }

    private static double above(Arrivals arrivals, List<Change> changes, Bandwidth low) {
        return changes.stream()
                .mapToDouble(change -> {
                    long from = change.doneNanos();
                    return arrivals.bytesBetween(from, from + PAUSE.toNanos()) - bytes(low, PAUSE);
                })
                .max()
                .orElse(0);
    }

    private static double bytes(Bandwidth rate, Duration span) {
        return rate.bitsPerSecond()
                / (double) Byte.SIZE
                * span.toNanos()
                / Duration.ofSeconds(1).toNanos();
    }

    /** What may come above the lower rate: a burst, a receiver that was away, and what was on its way. */
    public long aboveBytesMax() {
        return new ShapingMarks(low).aboveBytesMax() + new ShapingMarks(high).quantumBytes();
    }

    public Duration median() {
        return delays.get(delays.size() / 2);
    }

    public boolean isMet() {
        return median().compareTo(DELAY_MAX) <= 0 && aboveBytes <= aboveBytesMax();
    }
}
