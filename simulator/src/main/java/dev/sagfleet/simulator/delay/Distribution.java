package dev.sagfleet.simulator.delay;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long something takes, as a quantile function: the higher the quantile the longer, whatever the
 * distribution, so one seed can compare two of them. Its text is what a fleet file says.
 */
public sealed interface Distribution {
    /** The longest that may be asked for; a typing error should not put a device away for a day. */
    Duration LONGEST = Duration.ofHours(1);

    /**
     * The duration at this quantile; 0 ns or more.
     *
     * @param quantile from 0 up to but not including 1; for a random duration, drawn uniformly
     */
    long nanos(double quantile);

    /** Always the same. */
    record Fixed(Duration duration) implements Distribution {
        public Fixed {
            requireInRange("duration", duration, Duration.ZERO);
        }

        @Override
        public long nanos(double quantile) {
            return duration.toNanos();
        }

        @Override
        public String toString() {
            return DurationText.of(duration);
        }
    }

    /** Anything in between, each as likely as another. */
    record Uniform(Duration from, Duration to) implements Distribution {
        public Uniform {
            requireInRange("from", from, Duration.ZERO);
            requireInRange("to", to, from);
        }

        @Override
        public long nanos(double quantile) {
            return from.toNanos() + (long) (quantile * (to.toNanos() - from.toNanos()));
        }

        @Override
        public String toString() {
            return "{from: " + DurationText.of(from) + ", to: " + DurationText.of(to) + '}';
        }
    }

    /**
     * Log-normal, as delays in the world are: never nothing, mostly around the median, and sometimes much
     * longer, up to {@value #CAP} times what one in a hundred takes longer than.
     *
     * @param median half take longer; more than 0
     * @param p99 one in a hundred takes longer
     */
    record LogNormal(Duration median, Duration p99) implements Distribution {
        /** How many times the 99th percentile is the end. */
        public static final int CAP = 3;

        private static final double NORMAL_P99 = NormalQuantile.of(0.99);
        private static final double QUANTILE_MIN = 0x1.0p-53;

        public LogNormal {
            requireInRange("median", median, Duration.ofNanos(1));
            requireInRange("p99", p99, median);
        }

        @Override
        public long nanos(double quantile) {
            double spread = StrictMath.log((double) p99.toNanos() / median.toNanos()) / NORMAL_P99;
            double normal = NormalQuantile.of(Math.max(quantile, QUANTILE_MIN));
            double nanos = median.toNanos() * StrictMath.exp(spread * normal);
            return Math.min((long) nanos, CAP * p99.toNanos());
        }

        @Override
        public String toString() {
            return "{median: " + DurationText.of(median) + ", p99: " + DurationText.of(p99) + '}';
        }
    }

    private static void requireInRange(String name, Duration duration, Duration least) {
        requireNonNull(duration, name);
        if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + ": " + duration + " (expected: " + least + " to " + LONGEST + ')');
        }
    }
}
