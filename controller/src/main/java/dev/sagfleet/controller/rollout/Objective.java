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

    public boolean isMetBy(long found) {
        return bound == Bound.AT_MOST ? found <= limit : found >= limit;
    }
}
