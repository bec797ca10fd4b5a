package dev.sagfleet.simulator.campaign;

import java.util.List;

/**
 * How fast something came about that was counted again and again.
 *
 * @param count of all of it
 * @param meanPerSecond from the first to the last of it; 0 if nothing came about
 * @param peakPerSecond in whatever second there was the most
 */
public record Rate(long count, double meanPerSecond, double peakPerSecond) {
    public static final Rate NONE = new Rate(0, 0, 0);

    /** The most that any second may have, in means. Source: rollout rule R18. */
    public static final double PEAK_TO_MEAN_MAX = 3;

    private static final double NANOS_PER_SECOND = 1e9;

    /** So many there had been at a moment. */
    public record Sample(long atNanos, long count) {
        private double perSecondUntil(Sample later) {
            return (later.count - count) * NANOS_PER_SECOND / (later.atNanos - atNanos);
        }
    }

    /**
     * The rate over some time.
     *
     * @param samples in the order of time; what is before the first of them does not count
     */
    public static Rate of(List<Sample> samples) {
        if (samples.isEmpty()) {
            return NONE;
        }
        long before = samples.get(0).count();
        long all = samples.get(samples.size() - 1).count();
        if (all == before) {
            return NONE;
        }
        int first = 0;
        while (samples.get(first + 1).count() == before) {
            first++;
        }
        int last = samples.size() - 1;
        while (samples.get(last - 1).count() == all) {
            last--;
        }
        double mean = samples.get(first).perSecondUntil(samples.get(last));
        return new Rate(all - before, mean, Math.max(mean, peak(samples, first, last)));
    }

    /** Of seconds that are no longer than it takes from one sample to another. */
    private static double peak(List<Sample> samples, int first, int last) {
        double most = 0;
        int end = first;
        for (int begin = first; begin < last; begin++) {
            while (end < last && samples.get(end).atNanos() - samples.get(begin).atNanos() < NANOS_PER_SECOND) {
                end++;
            }
            if (samples.get(end).atNanos() - samples.get(begin).atNanos() >= NANOS_PER_SECOND) {
                most = Math.max(most, samples.get(begin).perSecondUntil(samples.get(end)));
            }
        }
        return most;
    }

    /** The fullest second in means; 0 if nothing came about. */
    public double peakToMean() {
        return count == 0 ? 0 : peakPerSecond / meanPerSecond;
    }
}
