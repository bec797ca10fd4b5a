package dev.sagfleet.simulator.benchmark;

import java.util.List;

/** What was measured several times: the least, the one in the middle and the most. */
public record Spread(double min, double median, double max) {
    /**
     * The spread of these.
     *
     * @param values at least one
     */
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("values: none (expected: at least one)");
        }
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(size - 1));
    }

    /** How many times as much as another this is, by the medians. */
    public double over(Spread other) {
        return median / other.median;
    }
}
