package dev.sagfleet.simulator.benchmark;

import java.util.Locale;

/**
 * How we want to stand beside the baseline, or by ourselves.
 *
 * @param ratio of ours to the baseline; what is measured itself if there is none
 * @param isLimit whether that is the most, as for memory; else it is the least, as for speed
 */
public record Mark(double ratio, boolean isLimit) {
    static Mark atLeast(double ratio) {
        return new Mark(ratio, false);
    }

    static Mark atMost(double ratio) {
        return new Mark(ratio, true);
    }

    public boolean isMetBy(double measured) {
        return isLimit ? measured <= ratio : measured >= ratio;
    }

    @Override
    public String toString() {
        return (isLimit ? "<= " : ">= ") + String.format(Locale.ROOT, "%.2f", ratio);
    }
}
