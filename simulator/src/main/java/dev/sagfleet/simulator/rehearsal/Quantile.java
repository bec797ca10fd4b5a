package dev.sagfleet.simulator.rehearsal;

import dev.sagfleet.controller.rollout.Fraction;
import java.util.Arrays;

/**
 * A quantile of what was drawn, with an interval that covers the true one at least 95 times of a hundred, whatever the
 * distribution: two order statistics, whose ranks the binomial distribution gives.
 *
 * @param value the smallest drawn number that is not below so large a share of all
 * @param low {@link #UNBOUNDED_BELOW} if too few were drawn to say
 * @param high {@link Figure#NEVER} if too few were drawn to say
 * @see <a href="https://doi.org/10.1002/9780470316481">David, Nagaraja: Order Statistics, section 7.1</a>
 */
public record Quantile(long value, long low, long high) {
    public static final long UNBOUNDED_BELOW = Long.MIN_VALUE;

    private static final double TAIL = 0.025;

    /**
     * The quantile of some numbers.
     *
     * @param drawn at least one, in any order
     * @param share from 0 to 1
     */
    public static Quantile of(long[] drawn, Fraction share) {
        if (drawn.length == 0) {
            throw new IllegalArgumentException("drawn: none (expected: 1 or more)");
        }
        long[] sorted = drawn.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        double p = (double) share.numerator() / share.denominator();
        int rank = (int) Math.max(1, share.ceilingOf(count));
        int lowRank = 0;
        int highRank = count + 1;
        double[] probabilities = Binomial.of(count, p);
        double below = 0; // the probability that fewer than so many are below the true quantile
        for (int k = 0; k <= count; k++) {
            double next = below + probabilities[k];
            if (next <= TAIL) {
                lowRank = k + 1;
            }
            if (next >= 1 - TAIL && highRank > count) {
                highRank = k + 1;
            }
            below = next;
        }
        return new Quantile(
                sorted[Math.min(rank, count) - 1],
                lowRank >= 1 && lowRank <= count ? sorted[lowRank - 1] : UNBOUNDED_BELOW,
                highRank <= count ? sorted[highRank - 1] : Figure.NEVER);
    }

    /** How many must be drawn for the interval of such a quantile to have a lower end. */
    static int drawnForLow(Fraction share) {
        return drawnFor(share.denominator() - share.numerator(), share.denominator());
    }

    /** How many must be drawn for it to have an upper end. */
    public static int drawnForHigh(Fraction share) {
        return drawnFor(share.numerator(), share.denominator());
    }

    /** How many draws it takes until all of them are of so large a share with the probability of a tail at most. */
    private static int drawnFor(long numerator, long denominator) {
        if (numerator == denominator) {
            return Integer.MAX_VALUE;
        }
        double log = StrictMath.log((double) numerator / denominator);
        return numerator == 0 ? 1 : (int) Math.min(Integer.MAX_VALUE, StrictMath.ceil(StrictMath.log(TAIL) / log));
    }

    /**
     * How far the ends of the interval are from the value, as a share of it: half of the interval's width by the value; 0
     * if the interval is but one number, infinite if it has no bound or the value is 0.
     */
    public double spread() {
        if (low == high) {
            return 0;
        }
        boolean isBounded = low != UNBOUNDED_BELOW && high != Figure.NEVER && low != -Figure.NEVER;
        return isBounded && value != 0 ? (high - low) / 2.0 / StrictMath.abs((double) value) : Double.POSITIVE_INFINITY;
    }
}
