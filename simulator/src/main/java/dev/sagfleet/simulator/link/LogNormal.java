package dev.sagfleet.simulator.link;

import dev.sagfleet.simulator.delay.NormalQuantile;

/**
 * A number that is log-normal up to a cap: half of all are below the median, and all that would lie above the 99th
 * percentile are that.
 *
 * @param median more than 0
 * @param p99 the median or more
 */
public record LogNormal(double median, double p99) {
    private static final double NORMAL_P99 = NormalQuantile.of(0.99);
    private static final double QUANTILE_MIN = 0x1.0p-53;

    public LogNormal {
        if (!(median > 0 && p99 >= median && p99 < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "median and p99: " + median + ", " + p99 + " (expected: more than 0, and as much or more)");
        }
    }

    /** @param quantile from 0 up to but not including 1, drawn uniformly */
    double at(double quantile) {
        double spread = StrictMath.log(p99 / median) / NORMAL_P99;
        return Math.min(p99, median * StrictMath.exp(spread * NormalQuantile.of(Math.max(quantile, QUANTILE_MIN))));
    }
}
