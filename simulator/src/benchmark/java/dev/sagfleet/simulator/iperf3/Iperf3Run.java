package dev.sagfleet.simulator.iperf3;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * One run of iperf3 through a contender, as its receiver saw it. Deviations are from the rate: 0.01 is 1 % above.
 *
 * @param contender what it is called
 * @param megabits the rate it was told, in Mbit/s
 * @param pressure share of the time in which somebody waited for a processor
 * @param bitsPerSecond the average over the run
 * @param intervals some 100 ms each, from the beginning; the first and at least one more
 */
public record Iperf3Run(
        String contender, int megabits, double pressure, double bitsPerSecond, List<Interval> intervals) {
    private static final double BITS_PER_MEGABIT = 1e6;
    private static final double FIRST_SECONDS = 1;

    /**
     * What came in some time.
     *
     * @param start and
     * @param end in seconds since the beginning of the run
     */
    public record Interval(double start, double end, long bytes) {
        double bitsPerSecond() {
            return (double) bytes * Byte.SIZE / (end - start);
        }
    }

    public Iperf3Run {
        intervals = List.copyOf(intervals);
        if (intervals.isEmpty()) {
            throw new IllegalArgumentException("intervals: none (expected: at least one)");
        }
    }

    public double deviation() {
        return deviation(bitsPerSecond);
    }

    /** Of the first 100 ms. */
    public double firstInterval() {
        return deviation(intervals.get(0).bitsPerSecond());
    }

    public double firstSecond() {
        // iperf3 ends its intervals a bit late; where the first second ends is the nearest of them.
        List<Interval> first = intervals.stream()
                .filter(interval -> (interval.start() + interval.end()) / 2 < FIRST_SECONDS)
                .toList();
        long bytes = first.stream().mapToLong(Interval::bytes).sum();
        return deviation(
                (double) bytes * Byte.SIZE / first.get(first.size() - 1).end());
    }

    /** Of the 100 ms after the first second: the least and the most; of all of them if there are no others. */
    public DoubleSummaryStatistics later() {
        List<Interval> later = intervals.stream()
                .filter(interval -> (interval.start() + interval.end()) / 2 >= FIRST_SECONDS)
                .toList();
        return (later.isEmpty() ? intervals : later)
                .stream()
                        .mapToDouble(interval -> deviation(interval.bitsPerSecond()))
                        .summaryStatistics();
    }

    private double deviation(double measured) {
        return measured / (megabits * BITS_PER_MEGABIT) - 1;
    }
}
