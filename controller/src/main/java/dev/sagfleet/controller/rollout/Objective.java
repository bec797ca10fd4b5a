package dev.sagfleet.controller.rollout;

import static java.util.Objects.requireNonNull;

/**
 * What a rehearsal must show for a policy to be good enough: {@code p90 finish <= 14d}.
 *
 * @param quantile of all that was rehearsed
 * @param limit in the unit of the measure
 */
public record Objective(Fraction quantile, Measure measure, Bound bound, long limit) {
    /** What is looked at in each rehearsal. */
    public enum Measure {
        /** From the start to the end of the rollout, in milliseconds. */
        FINISH("finish"),
        /** Devices that were offered the image before it halted; of one that did not halt, none. */
        TOUCHED_BEFORE_HALT("touched before halt"),
        /** Devices that have failed. */
        FAILED("failed"),
        /** Devices that went back from the image by themselves, at least once. */
        FELL_BACK("fell back"),
        /** Devices that have not ended a phase in time. */
        SILENT("silent"),
        /** Devices that went away to start an image, and have not been heard of again. */
        LOST("lost"),
        /** Devices that run the new image, in millionths of all members. */
        SUCCEEDED("succeeded"),
        /** The largest rate of all downloads together, in bits per second. */
        EGRESS("egress");

        private final String text;

        Measure(String text) {
            this.text = text;
        }

        /** As it is written in a file. */
        public String text() {
            return text;
        }
    }

    /** Which side of the limit is good. */
    public enum Bound {
        AT_MOST,
        AT_LEAST
    }

    public Objective {
        requireNonNull(quantile, "quantile");
        requireNonNull(measure, "measure");
        requireNonNull(bound, "bound");
        if (limit < 0) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: >= 0)");
        }
    }

    /** Whether no figures can meet both: of two quantiles the higher one is not less. */
    public boolean contradicts(Objective other) {
        if (measure != other.measure || bound == other.bound) {
            return false;
        }
        Objective most = bound == Bound.AT_MOST ? this : other;
        Objective least = bound == Bound.AT_MOST ? other : this;
        return least.limit > most.limit && isUpTo(least.quantile, most.quantile);
    }

    /** Both products are at most 10^18, so they fit. */
    private static boolean isUpTo(Fraction left, Fraction right) {
        return Math.multiplyExact(left.numerator(), right.denominator())
                <= Math.multiplyExact(right.numerator(), left.denominator());
    }

    public boolean isMetBy(long found) {
        return bound == Bound.AT_MOST ? found <= limit : found >= limit;
    }
}
