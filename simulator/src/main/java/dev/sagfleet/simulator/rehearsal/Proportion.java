package dev.sagfleet.simulator.rehearsal;

/**
 * How often something came about, with an interval that covers the true share at least 95 times of a hundred.
 *
 * @param hits 0 to the tries
 * @param tries 1 or more
 * @param low from 0
 * @param high to 1
 * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper, Pearson: The use of confidence or fiducial limits</a>
 */
public record Proportion(int hits, int tries, double low, double high) {
    private static final double TAIL = 0.025;

    /** Halvings of the interval in which a limit is sought: more digits than a double has. */
    private static final int HALVINGS = 40;

    /** So many of so many. */
    public static Proportion of(int hits, int tries) {
        if (tries < 1 || hits < 0 || hits > tries) {
            throw new IllegalArgumentException(hits + " of " + tries + " (expected: 0 or more, of 1 or more)");
        }
        double low = 0;
        double high = 1;
        if (hits > 0) {
            low = whereReached(hits - 1, tries, 1 - TAIL);
        }
        if (hits < tries) {
            high = whereReached(hits, tries, TAIL);
        }
        return new Proportion(hits, tries, low, high);
    }

    /** The share at which at most so many hits have this probability: the higher the share, the lower that is. */
    private static double whereReached(int hits, int tries, double probability) {
        double from = 0;
        double to = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (from + to) / 2;
            if (Binomial.upTo(hits, tries, middle) > probability) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return (from + to) / 2;
    }

    public double share() {
        return (double) hits / tries;
    }
}
